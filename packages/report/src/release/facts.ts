import { processInWords } from "@convoy/core";
import { clean } from "../text/clean.ts";
import { count, duration } from "../text/words.ts";
import type { ReleaseAudit } from "./audit.ts";

/** What is to be known of the release as a whole: pairs of a label and a fact, cleaned; those without are left out. */
export function factsOf(audit: ReleaseAudit): readonly (readonly [label: string, fact: string])[] {
  const { strategy, snapshot, requests, durationMs } = audit;
  const facts = [
    ["target", `${clean(audit.target)}, ${strategy === "staged" ? "by way of the stage" : "direct"}`],
    ["started", `${readableTime(audit.startedAt)} UTC, with \`convoy ${clean(audit.verb)}\``],
    ["ended", audit.endedAt === null ? "" : `${readableTime(audit.endedAt)} UTC`],
    [
      "took",
      durationMs === null ? "" : `${duration(durationMs)}, ${count(requests ?? 0, "registry request")}`,
    ],
    ["by", byWhom(audit)],
    ["CI job", clean(audit.holder.job ?? "")],
    ["snapshot", clean(snapshot ?? "")],
    ["from", fromOf(audit)],
    ["commit", audit.commit === null ? "" : committedOf(audit)],
    ["on failure", audit.onFailure === "hold" ? "hold, for `resume` or `rollback`" : "take back"],
  ] as const;
  return facts.filter(([, fact]) => fact !== "");
}

/** `2026-01-31 17:45:00`. */
function readableTime(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}

function byWhom({ by, holder }: ReleaseAudit): string {
  // Its CI job has a row of its own.
  const process = clean(processInWords({ ...holder, job: undefined }));
  return by === null ? process : `${clean(by)}, ${process}`;
}

function fromOf({ git }: ReleaseAudit): string {
  const branch = git.branch === null ? "" : ` on ${clean(git.branch)}`;
  return `${clean(git.base)}${branch}`;
}

function committedOf({ commit, git }: ReleaseAudit): string {
  return `${clean(commit ?? "")}${git.message === null ? "" : `: ${clean(git.message)}`}`;
}
