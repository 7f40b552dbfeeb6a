// Loaded by `node --import` into a run of Convoy, and by itself into the node children of that run: counts what the
// run does to the world, and kills it at one point of one effect. Convoy knows nothing of this.
import childProcess, { type ChildProcess, type SpawnOptions } from "node:child_process";
import diagnostics from "node:diagnostics_channel";
import fs from "node:fs";
import files, { type FileHandle } from "node:fs/promises";
import type { ClientRequest } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import type { CrashOrder, Point } from "./crash-point.ts";

const order = JSON.parse(process.env["CONVOY_CRASH"] ?? "{}") as CrashOrder;
const { appendFileSync, readFileSync } = fs;

/** Counts an effect, over all processes of the run, and answers at which of its points the run is to die. */
function reach(what: string, points: readonly [Point, ...Point[]]): Point | undefined {
  appendFileSync(order.log, `${points.join()} ${what}\n`);
  if (order.of !== undefined && !what.startsWith(order.of)) return undefined;
  const seen = readFileSync(order.log, "utf8").split("\n").slice(0, -1);
  const counted = seen.filter((line) => line.slice(line.indexOf(" ") + 1).startsWith(order.of ?? ""));
  if (counted.length !== order.at) return undefined;
  return points.includes(order.point) ? order.point : points[0];
}

function die(): void {
  appendFileSync(`${order.log}.died`, "");
  if (order.parent !== undefined) process.kill(order.parent, "SIGKILL");
  process.kill(process.pid, "SIGKILL");
}

watchRequests();
watchChildren();
watchFiles();
syncBuiltinESMExports();

/** Dies before the request leaves, or when its reply has come and nobody has seen it. */
function watchRequests(): void {
  const mortal = new WeakSet<ClientRequest>();
  diagnostics.subscribe("http.client.request.created", (message) => {
    const { request } = message as { request: ClientRequest };
    if (!changesTheRegistry(request)) return;
    const point = reach(`${request.method} ${request.path}`, ["before", "landed"]);
    if (point === "before") die();
    if (point === "landed") mortal.add(request);
  });
  diagnostics.subscribe("http.client.response.finish", (message) => {
    if (mortal.has((message as { request: ClientRequest }).request)) die();
  });
}

function changesTheRegistry({ method, path }: ClientRequest): boolean {
  if (method === "PUT" || method === "DELETE") return true;
  return method === "POST" && /\/versions\/(copy|delete|dispose|update_status)/.test(path);
}

type Spawn = (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

/** Dies before the child starts, while it runs (it lives on), or when it has ended and nobody has seen how. */
function watchChildren(): void {
  const spawn = childProcess.spawn as Spawn;
  const watched: Spawn = (command, args, options) => {
    const what = effectOfChild(command, args, options);
    const point = what === undefined ? undefined : reach(what, ["before", "amid", "landed"]);
    if (point === "before") die();
    const child = spawn(command, args, command === process.execPath ? withInjector(options) : options);
    if (point === "amid") leave(child);
    if (point === "landed") child.prependListener("exit", die);
    return child;
  };
  childProcess.spawn = watched as typeof childProcess.spawn;
}

/** A turn later, so that the child has its input. Who looks at the world afterwards waits for it to end. */
function leave({ pid }: ChildProcess): void {
  appendFileSync(`${order.log}.orphans`, `${pid}\n`);
  setImmediate(die);
}

const GIT_EFFECTS: ReadonlySet<string> = new Set(
  "push fetch read-tree checkout-index update-index update-ref symbolic-ref".split(" "),
);

/** Undefined for a child that only reads, or makes objects that no ref names. */
function effectOfChild(command: string, args: readonly string[], { env }: SpawnOptions): string | undefined {
  const program = basename(command).replace(/\.exe$/, "");
  const words = args.filter((arg) => !arg.startsWith("-")).map((arg) => basename(arg));
  if (program !== "git") return [program, ...words].join(" ");
  const own = args.slice(args.findLastIndex((arg) => arg === "-c") + (args.includes("-c") ? 2 : 0));
  const [verb = ""] = own;
  const isPrivate = env?.["GIT_INDEX_FILE"] !== undefined && verb !== "checkout-index";
  if (!GIT_EFFECTS.has(verb) || isPrivate || own.includes("--quiet")) return undefined;
  return `git ${[verb, ...own.filter((arg) => /^[+:]?[0-9a-f]*:?refs\//.test(arg))].join(" ")}`;
}

function withInjector(options: SpawnOptions): SpawnOptions {
  const crash = { ...order, parent: process.pid } satisfies CrashOrder;
  const preload = `--import=${import.meta.url}`;
  return {
    ...options,
    env: { ...options.env, NODE_OPTIONS: preload, CONVOY_CRASH: JSON.stringify(crash) },
  };
}

/** Dies before a file of the workspace changes; where content is written, with half of it. */
function watchFiles(): void {
  for (const name of ["unlink", "rm", "rename", "rmdir", "cp", "copyFile"] as const) {
    const original = files[name] as (...args: unknown[]) => Promise<void>;
    const watched = async (...args: unknown[]): Promise<void> => {
      const path = args.find(isOfWorkspace);
      if (path !== undefined && reach(`${name} ${inWorkspace(path)}`, ["before"])) die();
      return original(...args);
    };
    Object.assign(files, { [name]: watched });
  }
  const { writeFile, appendFile, open } = files;
  files.writeFile = async (file, data, options) => {
    await tear(file, data, (half) => writeFile(file, half, options));
    return writeFile(file, data, options);
  };
  files.appendFile = async (file, data, options) => {
    await tear(file, data, (half) => appendFile(file, half, options));
    return appendFile(file, data, options);
  };
  files.open = async (file, ...how) => watchedHandle(await open(file, ...how), file);
}

function watchedHandle(handle: FileHandle, file: unknown): FileHandle {
  for (const name of ["appendFile", "writeFile", "write"] as const) {
    const original = handle[name].bind(handle) as (...args: unknown[]) => Promise<never>;
    const watched = async (...args: unknown[]): Promise<never> => {
      await tear(file, args[0], (half) => original(half));
      return original(...args);
    };
    Object.assign(handle, { [name]: watched });
  }
  return handle;
}

async function tear(file: unknown, data: unknown, write: (half: string) => Promise<unknown>): Promise<void> {
  if (!isOfWorkspace(file) || !reach(`write ${inWorkspace(file)}`, ["torn"])) return;
  const content = typeof data === "string" || Buffer.isBuffer(data) ? data.toString() : "";
  await write(content.slice(0, content.length / 2));
  die();
}

/** Objects of git are nothing until a ref names them. */
function isOfWorkspace(path: unknown): path is string {
  return typeof path === "string" && path.startsWith(order.root) && !path.includes("/.git/objects/");
}

function inWorkspace(path: string): string {
  return path.slice(order.root.length + 1);
}
