import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { childEnvironment, type Environment } from "../children/environment.ts";
import { runChild, type ChildRequest, type ChildResult } from "../children/run-child.ts";
import { errorCode } from "../error-code.ts";
import { plainText } from "../plain-text.ts";
import {
  secretNames,
  type ClientRecipe,
  type Consumer,
  type InstallClient,
  type InstallFrom,
  type LockedVersion,
} from "./client.ts";
import { installFailed } from "./install-failed.ts";
import { npm } from "./npm.ts";
import { pnpm } from "./pnpm.ts";
import { yarn } from "./yarn.ts";

export interface InstallRequest extends InstallFrom {
  readonly client: InstallClient;
  readonly packages: readonly InstallPackage[];
  readonly env: Environment;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface InstallPackage {
  readonly name: string;
  readonly version: string;
  /** It is made for some platforms only; where it does not fit it is locked, and not put there. */
  readonly optional?: boolean;
}

const CLIENTS: Readonly<Record<InstallClient, ClientRecipe>> = { npm, pnpm, yarn };
const TIMEOUT_MS = 900_000;

/**
 * Installs the packages at exactly these versions, all in one project, with a real client, as a consumer would who has
 * nothing yet: project, home, cache and store are new, and gone afterwards. No script of any package runs, so none sees
 * the credential, which the client receives by its environment: it stands in no file, no argument and no message.
 *
 * Answers all that the client has locked, dependencies too, by name and version. Throws `INSTALL_FAILED` with what the
 * client said, `INSTALL_CLIENT_MISSING` where there is no such client, `INSTALL_CLIENT_TOO_OLD`.
 */
export async function installFrom(request: InstallRequest): Promise<readonly LockedVersion[]> {
  const folder = await mkdtemp(join(tmpdir(), "convoy-install-"));
  try {
    const consumer = { project: join(folder, "project"), home: join(folder, "home") };
    const recipe = CLIENTS[request.client];
    await Promise.all([mkdir(consumer.project), mkdir(consumer.home)]);
    await refuseOld(request, recipe, consumer);
    await layOut(request, recipe, consumer);
    const { exitCode, stdout, stderr, timedOut } = await run(request, recipe, consumer);
    if (exitCode !== 0) {
      const output = timedOut ? "it took too long, and was ended" : `${stdout}\n${stderr}`;
      throw installFailed(request, recipe.complaints(output), output);
    }
    return recipe.locked(await readFile(join(consumer.project, recipe.lockFile), "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function layOut(request: InstallRequest, recipe: ClientRecipe, consumer: Consumer): Promise<void> {
  const asked = (optional: boolean): Record<string, string> =>
    Object.fromEntries(
      request.packages
        .filter((one) => (one.optional ?? false) === optional)
        .map(({ name, version }) => [name, version]),
    );
  const manifest = {
    name: "convoy-consumer",
    version: "0.0.0",
    private: true,
    dependencies: asked(false),
    optionalDependencies: asked(true),
  };
  await writeFile(join(consumer.project, "package.json"), JSON.stringify(manifest));
  for (const [path, text] of Object.entries(recipe.files(request, consumer)))
    await writeFile(path, text, { mode: 0o600 });
}

/** Asked while there is nothing but an empty project: no settings, and no secret. */
async function refuseOld(request: InstallRequest, recipe: ClientRecipe, consumer: Consumer): Promise<void> {
  const { since } = recipe;
  if (since === undefined) return;
  const [command] = recipe.command(consumer);
  const { stdout } = await start(request, consumer, { command, args: ["--version"], env: recipe.env });
  const [version = "of an unknown version", major = ""] = /^(\d+)\.\S+$/m.exec(plainText(stdout)) ?? [];
  if (Number(major) >= since) return;
  throw new ReleaseError("INSTALL_CLIENT_TOO_OLD", `the \`${command}\` on the PATH is ${version}`, {
    hint: `It takes ${request.client} ${since} or newer, or another client: pnpm comes with Convoy.`,
  });
}

function run(request: InstallRequest, recipe: ClientRecipe, consumer: Consumer): Promise<ChildResult> {
  const [command, ...args] = recipe.command(consumer);
  const secrets = [...secretNames(request.settings)].map(
    ([key, variable]) => [variable, request.settings[key] ?? ""] as const,
  );
  return start(request, consumer, { command, args, env: { ...recipe.env, ...Object.fromEntries(secrets) } });
}

async function start(
  { env, client, signal, timeoutMs = TIMEOUT_MS }: InstallRequest,
  consumer: Consumer,
  child: Pick<ChildRequest, "command" | "args" | "env">,
): Promise<ChildResult> {
  const { command } = child;
  try {
    return await runChild({
      ...child,
      cwd: consumer.project,
      env: { ...environmentIn(consumer, env), ...child.env },
      timeoutMs,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    throw new ReleaseError("INSTALL_CLIENT_MISSING", `there is no \`${command}\` on the PATH`, {
      hint: `Install ${client}, or use another client: pnpm comes with Convoy.`,
    });
  }
}

/**
 * Nothing of the user's settings, and no program of a project's own: what lies in a `node_modules/.bin` is third-party
 * code, which must not see the credential.
 */
function environmentIn({ home }: Consumer, env: Environment): Record<string, string> {
  const seen = childEnvironment(env);
  const ownFolders = Object.fromEntries(
    ["HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"].map(
      (name) => [name, home],
    ),
  );
  const programs = (seen["PATH"] ?? "")
    .split(delimiter)
    .filter((path) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(path));
  const PATH = [dirname(process.execPath), ...programs].join(delimiter);
  return { ...seen, ...ownFolders, PATH, CI: "true", NO_COLOR: "1" };
}
