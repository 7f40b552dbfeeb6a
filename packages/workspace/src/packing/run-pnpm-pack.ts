import { mkdir } from "node:fs/promises";
import { ReleaseError } from "@convoy/core";
import { childEnvironment, type Environment } from "../children/environment.ts";
import { runChild } from "../children/run-child.ts";
import { pnpmArguments } from "../pnpm-arguments.ts";
import { pinnedPnpm } from "../pnpm.ts";

export interface PnpmPackRequest {
  readonly root: string;
  readonly names: readonly string[];
  readonly folder: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/**
 * Packs the packages into `folder` in one process, and answers package name to tarball. No script of theirs runs.
 * The bytes depend on the files alone: pnpm writes fixed dates and owners, and a mode is 755 or 644 by the owner's
 * bit, so neither the umask nor the time zone nor the machine shows. A name that pnpm does not know is not in the answer.
 */
export async function runPnpmPack(request: PnpmPackRequest): Promise<ReadonlyMap<string, string>> {
  const { root, names, folder, env, signal } = request;
  await mkdir(folder, { recursive: true });
  const filters = names.map((name) => `--filter=${name}`);
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-gzip-level", "6", "--pack-destination", folder];
  const result = await runChild({
    command: pinnedPnpm().path,
    args: [...(await pnpmArguments(root)), "--recursive", ...filters, ...pack],
    cwd: root,
    env: { ...childEnvironment(env), TZ: "UTC" },
    signal,
  });
  const output = parse(result.stdout);
  if (result.exitCode !== 0 || output === undefined) throw packFailed(root, output, result.stderr);
  const packed = (Array.isArray(output) ? output : [output]) as readonly { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, filename]));
}

/** Empty output means that no package was found. Undefined: it is no JSON. */
function parse(stdout: string): unknown {
  if (stdout.trim() === "") return [];
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

function packFailed(root: string, output: unknown, stderr: string): ReleaseError {
  const { error } = (output ?? {}) as { error?: { code?: string; message?: string } };
  const said = error?.message ?? stderr.trim().split("\n").slice(-8).join("\n");
  const code = error?.code === undefined ? "" : ` (${error.code})`;
  return new ReleaseError("PACK_FAILED", `pnpm could not pack the packages of ${root}: ${said}${code}`, {
    hint: "Nothing was uploaded. Mend the package that is named, and run the command again.",
  });
}
