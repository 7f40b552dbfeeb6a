import { appendFile, chmod, readFile, readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import type { Command } from "./run-measured.ts";

/** Programs that release tools look up on the PATH. */
const PROGRAMS = ["git", "node", "npm", "npx", "pnpm", "yarn", "nx", "tar", "sh", "bash"];

/** How often the process tree is looked at, in milliseconds. A native program that is quicker may be missed. */
const LOOK_EVERY = 4;

/**
 * Runs the command once, unmeasured, and counts the processes that it started, itself included. Three nets: programs
 * found on the PATH write down their process id before they begin, so does every Node, and the process tree is looked
 * at all the time for the rest (where there is a /proc). `folder` is an empty folder for the notes.
 */
export async function countProcesses(command: Command, folder: string): Promise<number> {
  const notes = join(folder, "pids");
  await appendFile(notes, "");
  const path = `${await writeShims(folder, notes, command.env["PATH"] ?? "")}${delimiter}${command.env["PATH"]}`;
  const [program = "", ...args] = command.argv;
  const child = execa(program, args, {
    cwd: command.cwd,
    env: { ...command.env, PATH: path, NODE_OPTIONS: `--import=${await writeHook(folder, notes)}` },
    extendEnv: false,
    reject: false,
    cancelSignal: command.signal,
    stdio: "ignore",
  });
  const seen = new Set<string>();
  const looking = setInterval(() => void (child.pid && addTree(String(child.pid), seen)), LOOK_EVERY);
  try {
    await child;
  } finally {
    clearInterval(looking);
  }
  const noted = (await readFile(notes, "utf8")).split("\n").filter((pid) => pid !== "");
  return new Set([...noted, ...seen]).size;
}

/** A folder of programs that note their process id and then become the real one. */
async function writeShims(folder: string, notes: string, path: string): Promise<string> {
  for (const name of PROGRAMS) {
    const real = await findProgram(name, path);
    if (real === null) continue;
    await writeFile(join(folder, name), `#!/bin/sh\necho $$ >>'${notes}'\nexec '${real}' "$@"\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

async function findProgram(name: string, path: string): Promise<string | null> {
  for (const folder of path.split(delimiter)) {
    const names = await readdir(folder).catch((): string[] => []);
    if (names.includes(name)) return join(folder, name);
  }
  return null;
}

async function writeHook(folder: string, notes: string): Promise<string> {
  const hook = join(folder, "note-pid.mjs");
  const source = `import { isMainThread } from "node:worker_threads";
import { appendFileSync } from "node:fs";
if (isMainThread) appendFileSync(${JSON.stringify(notes)}, process.pid + "\\n");\n`;
  await writeFile(hook, source);
  return pathToFileURL(hook).href;
}

/** Adds the process and all under it, as /proc shows them now. One that is gone meanwhile has no children. */
async function addTree(pid: string, seen: Set<string>): Promise<void> {
  seen.add(pid);
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  for (const thread of threads) {
    const children = await readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => "");
    for (const one of children.split(" ")) if (one !== "") await addTree(one, seen);
  }
}
