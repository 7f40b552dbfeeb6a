import { execFile } from "node:child_process";
import { ReleaseError } from "@convoy/core";

export interface Beforehand {
  readonly root: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Refuses, before any task runs, while a release has not ended, and where the settings or the target would refuse one.
 * The command is asked in a process of its own, which holds the credential for as long as that takes.
 */
export async function refuseBeforehand({ root, bin, env }: Beforehand): Promise<void> {
  const { releases = [] } = await ask<StatusAnswer>(["status"], { root, bin, env });
  const unfinished = releases.find(({ next }) => next !== null);
  if (unfinished !== undefined)
    throw new ReleaseError("RELEASE_UNFINISHED", `release ${unfinished.id} has not ended`, {
      hint: `Run \`${unfinished.next}\`, and then this command again.`,
    });
}

interface StatusAnswer {
  readonly releases?: readonly { readonly id: string; readonly next: string | null }[];
}

function ask<T>(args: readonly string[], { root, bin, env }: Beforehand): Promise<T> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [bin, ...args, "--json"],
      { cwd: root, env: { ...env }, maxBuffer: 64_000_000 },
      (_failure, stdout) => {
        const line = stdout.trimEnd().split("\n").at(-1) ?? "";
        if (line.startsWith("{")) resolve(JSON.parse(line) as T);
        else reject(new ReleaseError("NX_CONVOY_ENDED", `\`convoy ${args.join(" ")}\` did not answer`));
      },
    );
  });
}
