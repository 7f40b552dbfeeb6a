import { ReleaseError } from "@convoy/core";
import type { ChildResult } from "../children/run-child.ts";
import { plainText } from "../plain-text.ts";

const LOCK = /Unable to create '([^'\n]+\.lock)': File exists/;
const IDENTITY = /Author identity unknown|Committer identity unknown|empty ident name|no email was given/;

const UNSIGNED = /failed to sign the data|unable to sign the tag|either user\.signingkey or/;

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
  if (UNSIGNED.test(result.stderr) || isUnsignedCommit(args, result)) return unsigned(words);
  const end = result.timedOut ? "did not answer in time" : `ended with ${result.exitCode ?? "a signal"}`;
  return new ReleaseError("GIT_FAILED", `\`${commandOf(args)}\` ${end}${words === "" ? "" : `: ${words}`}`);
}

/** There git says nothing itself: the words are those of the program that signs. */
function isUnsignedCommit(args: readonly string[], { exitCode }: ChildResult): boolean {
  return exitCode === 1 && args.includes("commit-tree") && args.includes("-S");
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

/** Also where git did not fail and left the signature out. */
export function unsigned(words: string): ReleaseError {
  return new ReleaseError("GIT_UNSIGNED", `git is set to sign, and did not: ${words}`, {
    hint: "Try `git tag --sign --message=test try-to-sign`: the key must be there, and be usable without a question. `tag.gpgSign` and `commit.gpgSign` are what git goes by.",
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

/** Without the settings before the verb: they are ours, and say nothing of what was to be done. */
function commandOf(args: readonly string[]): string {
  const verb = args.findIndex((word, at) => word !== "-c" && args[at - 1] !== "-c");
  const words = printable(args.slice(verb, verb + 4).join(" "));
  return `git ${words.length > 80 ? `${words.slice(0, 80)}…` : words}`;
}
