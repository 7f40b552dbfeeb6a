import { execFile } from "node:child_process";
import { ReleaseError, type ErrorDocument } from "@convoy/core";
import { lastDocument } from "../release/last-document.ts";

export interface ConvoyQuestion {
  readonly root: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Asks a verb that answers, in a process of its own, which holds a credential for as long as that takes. Throws what
 * the command refuses with.
 */
export function askConvoy<T>(args: readonly string[], { root, bin, env }: ConvoyQuestion): Promise<T> {
  const options = { cwd: root, env: { ...env }, maxBuffer: 64_000_000 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [bin, ...args, "--json"], options, (_failure, stdout, stderr) => {
      const answer = lastDocument(stdout) as { readonly error?: ErrorDocument } | undefined;
      if (answer === undefined) reject(noAnswer(args, stderr));
      else if (answer.error === undefined) resolve(answer as T);
      else reject(ReleaseError.from(answer.error));
    });
  });
}

function noAnswer(args: readonly string[], stderr: string): ReleaseError {
  const said = stderr.trim().split("\n").slice(-3).join("\n");
  return new ReleaseError("NX_CONVOY_ENDED", `\`convoy ${args.join(" ")}\` did not answer: ${said}`);
}
