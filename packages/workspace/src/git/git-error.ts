import { ReleaseError } from "@convoy/core";
import type { ChildResult } from "../children/run-child.ts";
import { plainText } from "../plain-text.ts";

const LOCK = /Unable to create '([^'\n]+\.lock)': File exists/;
const IDENTITY = /Author identity unknown|Committer identity unknown|empty ident name|no email was given/;

/** What git adds to every failure of a remote, whatever its cause. */
const BOILERPLATE =
  /^(Could not read from remote repository|Please make sure you have the correct access rights|and the repository exists)\.?$/;

/** A failed git command as the error to throw: what it was, and git's own last words. */
export function gitError(root: string, args: readonly string[], result: ChildResult): ReleaseError {
  const words = lastWords(result.stderr);
  if (/not a git repository/.test(result.stderr)) return notARepository(root);
  const lock = LOCK.exec(result.stderr)?.[1];
  if (lock !== undefined) return lockedBy(lock);
  if (IDENTITY.test(result.stderr)) return identityUnknown();
  const end = result.timedOut ? "did not answer in time" : `ended with ${result.exitCode ?? "a signal"}`;
  return new ReleaseError("GIT_FAILED", `\`${commandOf(args)}\` ${end}${words === "" ? "" : `: ${words}`}`);
}

function notARepository(root: string): ReleaseError {
  return new ReleaseError("NOT_A_REPOSITORY", `${root} lies in no git repository`, {
    hint: "Run Convoy in the workspace, or name it with `--cwd DIR`.",
  });
}

function lockedBy(lock: string): ReleaseError {
  return new ReleaseError("GIT_LOCKED", `another git process holds ${lock}`, {
    hint: "Wait until it has ended and run the command again. If none is running, remove that file first.",
  });
}

function identityUnknown(): ReleaseError {
  return new ReleaseError("GIT_IDENTITY", "git does not know who makes the commit and the tags", {
    hint: 'Run `git config user.name "NAME"` and `git config user.email ADDRESS`.',
  });
}

/** The last lines that git or the remote wrote, on one line, safe to show. */
export function lastWords(stderr: string): string {
  return printable(stderr)
    .split("\n")
    .map((line) => line.replace(/^(remote|fatal|error|hint): ?/, "").trim())
    .filter((line) => line !== "" && !BOILERPLATE.test(line))
    .slice(-4)
    .join("; ");
}

/** Output of git without user names and passwords in URLs, and without control characters. */
export function printable(text: string): string {
  return plainText(text).replace(/\/\/[^/@\s]+@/g, "//");
}

function commandOf(args: readonly string[]): string {
  const words = printable(args.slice(0, 4).join(" "));
  return `git ${words.length > 80 ? `${words.slice(0, 80)}…` : words}`;
}
