import type { ReleasePlan } from "@convoy/core";
import type { Proposal } from "@convoy/forge";
import type { Answer } from "../answer.ts";

/** What a pull request would be, for `--dry-run`. */
export function describeProposal(plan: ReleasePlan, proposal: Proposal): Answer {
  const { base, branch, title, message, files, part } = proposal;
  const body = part(Infinity);
  const changed = files.map(({ path, text }) => `  ${text === null ? "-" : " "} ${path}`);
  return {
    document: {
      format: 1,
      action: "would-propose",
      dryRun: true,
      base: base.branch,
      branch,
      title,
      body,
      message,
      files: files.map(({ path }) => path),
      releases: versionsIn(plan),
    },
    text: [
      `Would keep a pull request from ${branch} to ${base.branch}: “${title}”`,
      `with one commit on top of ${base.commit.slice(0, 12)}, “${message.split("\n")[0]}”, that changes`,
      ...changed,
      "and this text:",
      "",
      body,
      "",
      "Nothing was sent: this was a dry run.",
    ].join("\n"),
  };
}

export function versionsIn({ releases }: ReleasePlan): readonly object[] {
  return releases.map(({ name, from, to }) => ({ name, from, to }));
}
