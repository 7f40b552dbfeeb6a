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
 * A refusal says why. `moved`: a ref is not what the lease says, or another push was in the way. `rule`: the host, or
 * a hook of it, does not let these refs change. `no-atomic`: it cannot take them as one. `other`: rights, or trouble.
 */
export type PushReply =
  | Exclude<WriteReply, { readonly kind: "refused" }>
  | {
      readonly kind: "refused";
      readonly because: "moved" | "rule" | "no-atomic" | "other";
      readonly error: ErrorDocument;
    };

/**
 * Pushes all updates or none. Every update is an argument of git, about 100 bytes for a tag of usual length: ten
 * thousand of them fit into what Linux and macOS allow.
 */
export async function pushUpdates(
  clone: Clone,
  remote: string,
  updates: readonly RefUpdate[],
): Promise<PushReply> {
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

function replyOf(remote: string, result: ChildResult): PushReply {
  if (result.exitCode === 0) return { kind: "accepted" };
  const rejected = rejections(result.stdout);
  if (rejected.length > 0) return rejection(remote, rejected, result.stderr);
  const words = lastWords(result.stderr);
  if (/does not support.*--atomic/.test(result.stderr)) return notAtomic(remote);
  if (DENIED.test(result.stderr)) return denied(remote, words);
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

function rejection(remote: string, reasons: readonly string[], stderr: string): PushReply {
  const shown =
    reasons.slice(0, 3).join("; ") + (reasons.length > 3 ? ` and ${reasons.length - 3} more` : "");
  const said = lastWords(
    stderr
      .split("\n")
      .filter((line) => line.startsWith("remote:"))
      .join("\n"),
  );
  const because = causeOf([...reasons, said]);
  const error = {
    code: "GIT_PUSH_REJECTED",
    message: `${remote} rejected the push as a whole: ${shown}${said === "" ? "" : `; it says: ${said}`}`,
    hint:
      because === "moved"
        ? "The branch moved meanwhile. Pull, and run the command again."
        : "See that you may push this branch and these tags to it, and that no rule of the host forbids it.",
  };
  return { kind: "refused", because, error };
}

function causeOf(words: readonly string[]): "moved" | "rule" | "other" {
  const has = (pattern: RegExp): boolean => words.some((line) => pattern.test(line));
  if (has(/stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref/)) return "moved";
  return has(/unpacker error|unpack failed/) ? "other" : "rule";
}

function notAtomic(remote: string): PushReply {
  const message = `${remote} cannot push several refs as one`;
  const hint = "Release from a host that supports `git push --atomic`.";
  return { kind: "refused", because: "no-atomic", error: { code: "GIT_NO_ATOMIC", message, hint } };
}

function denied(remote: string, words: string): PushReply {
  const message = `${remote} refused the push: ${words}`;
  const hint = "See that you may push to it.";
  return { kind: "refused", because: "other", error: { code: "GIT_PUSH_REJECTED", message, hint } };
}
