import type { ErrorDocument, WriteReply } from "@convoy/core";
import type { ChildResult } from "../children/run-child.ts";
import type { Clone } from "./clone.ts";
import { lastWords, printable } from "./git-error.ts";

export interface RefUpdate {
  /** Full name. */
  readonly ref: string;
  /** Null deletes the ref. */
  readonly to: string | null;
  /** What it must be on the remote; null: it must not exist. Without a lease only git's own rule holds: a tag must be new, a branch moves forward. */
  readonly lease?: string | null;
}

/**
 * Pushes all updates or none. Every update is an argument of git, about 100 bytes for a tag of usual length: ten
 * thousand of them fit into what Linux and macOS allow.
 */
export async function pushUpdates(
  clone: Clone,
  remote: string,
  updates: readonly RefUpdate[],
): Promise<WriteReply> {
  if (updates.length === 0) return { kind: "accepted" };
  const leases = updates.flatMap(({ ref, lease }) =>
    lease === undefined ? [] : [`--force-with-lease=${ref}:${lease ?? ""}`],
  );
  const refspecs = updates.map(({ ref, to }) => `${to ?? ""}:${ref}`);
  const fixed = ["push", "--atomic", "--porcelain", "--no-verify", "--no-follow-tags", "--no-progress"];
  const result = await clone.ask([...fixed, ...leases, "--", remote, ...refspecs], { reach: "remote" });
  return replyOf(remote, result);
}

const DENIED =
  /Authentication failed|Permission denied|could not read Username|access denied|returned error: 40[13]/i;

function replyOf(remote: string, result: ChildResult): WriteReply {
  if (result.exitCode === 0) return { kind: "accepted" };
  const rejected = rejections(result.stdout);
  if (rejected.length > 0) return { kind: "refused", error: rejection(remote, rejected, result.stderr) };
  const words = lastWords(result.stderr);
  if (/does not support.*--atomic/.test(result.stderr))
    return refused(
      "GIT_NO_ATOMIC",
      `${remote} cannot push several refs as one`,
      "Release from a host that supports `git push --atomic`.",
    );
  if (DENIED.test(result.stderr))
    return refused(
      "GIT_PUSH_REJECTED",
      `${remote} refused the push: ${words}`,
      "See that you may push to it.",
    );
  const how = result.timedOut ? "did not answer in time" : "broke off";
  return {
    kind: "unclear",
    error: { code: "GIT_PUSH_UNCLEAR", message: `the push to ${remote} ${how}: ${words}` },
  };
}

/** The reasons that `git push --porcelain` gives, without those that only say that another ref was rejected. */
function rejections(stdout: string): readonly string[] {
  const reasons = stdout
    .split("\n")
    .filter((line) => line.startsWith("!\t"))
    .map((line) => {
      const [, refs = "", summary = ""] = printable(line.replaceAll("\t", "\n")).split("\n");
      return `${refs.slice(refs.indexOf(":") + 1)} ${summary}`;
    });
  const causes = reasons.filter((reason) => !/atomic (push|transaction) failed/i.test(reason));
  return causes.length > 0 ? causes : reasons;
}

function rejection(remote: string, reasons: readonly string[], stderr: string): ErrorDocument {
  const shown =
    reasons.slice(0, 3).join("; ") + (reasons.length > 3 ? ` and ${reasons.length - 3} more` : "");
  const said = lastWords(
    stderr
      .split("\n")
      .filter((line) => line.startsWith("remote:"))
      .join("\n"),
  );
  const moved = reasons.some((reason) =>
    /stale info|fetch first|non-fast-forward|cannot lock ref/.test(reason),
  );
  return {
    code: "GIT_PUSH_REJECTED",
    message: `${remote} rejected the push as a whole: ${shown}${said === "" ? "" : `; it says: ${said}`}`,
    hint: moved
      ? "The branch moved meanwhile. Pull, and run the command again."
      : "See that you may push this branch and these tags to it, and that no rule of the host forbids it.",
  };
}

function refused(code: string, message: string, hint: string): WriteReply {
  return { kind: "refused", error: { code, message, hint } };
}
