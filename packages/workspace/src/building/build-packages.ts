import { ReleaseError } from "@convoy/core";
import type { Environment } from "../children/environment.ts";
import { runChild } from "../children/run-child.ts";
import { buildCommand, type BuiltPackage } from "./build-command.ts";
import { plainText } from "../plain-text.ts";
import { lineSplitter, OutputTail } from "./output-tail.ts";

export interface BuildRequest {
  readonly root: string;
  readonly packages: readonly BuiltPackage[];
  readonly env: Environment;
  /** Variables of `env` that builds may see besides the usual ones. */
  readonly expose?: readonly string[];
  /** Of Nx, where the workspace has it. Default `build`. */
  readonly target?: string;
  readonly signal: AbortSignal;
  /** Receives what the build prints, line by line, without control characters. */
  readonly onLine?: (line: string) => void;
}

/**
 * Builds the packages in one process. A package without a build is fine. No credential is in the environment of
 * what runs. When `signal` is aborted the build and all that it started is ended.
 *
 * Throws `BUILD_FAILED` with the end of the output.
 */
export async function buildPackages(request: BuildRequest): Promise<void> {
  const { root, packages, signal, onLine } = request;
  if (packages.length === 0) return;
  const { shown, ...command } = await buildCommand(request);
  const tail = new OutputTail();
  const lines = lineSplitter(onLine ?? (() => undefined));
  const onOutput = (chunk: string): void => {
    tail.add(chunk);
    lines.add(chunk);
  };
  const { exitCode } = await runChild({ ...command, cwd: root, signal, onOutput });
  lines.end();
  if (exitCode === 0) return;
  const ended = exitCode === null ? "was ended by a signal" : `exited with ${exitCode}`;
  throw new ReleaseError("BUILD_FAILED", `\`${shown}\` ${ended}:\n${plainText(tail.text).trim()}`, {
    hint: `Nothing was uploaded. See that \`${shown}\` works in ${root}, and run the command again.`,
  });
}
