import { describeError, ReleaseError, type VerifyFacts, type VerifyFinding } from "@convoy/core";
import type { Project } from "../project.ts";
import type { Claim } from "./claim.ts";

export interface GitLook {
  readonly git: VerifyFacts["git"];
  readonly findings: readonly VerifyFinding[];
  readonly notes: readonly string[];
}

/** Where the tags of the release are on the remote. That it cannot be asked is a finding: then nothing is proven. */
export async function lookAtTags({ git }: Project, { tags, commit }: Claim): Promise<GitLook> {
  if (tags.length === 0 || commit === null) return { git: null, findings: [], notes: [] };
  try {
    const there = await git.remoteTags();
    if (there === null)
      return { git: null, findings: [], notes: ["there is no git remote, so the tags were not looked at"] };
    const facts = tags.map((tag) => ({ tag, commit: there.get(tag) ?? null }));
    return { git: { commit, tags: facts }, findings: [], notes: [] };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const { code, message, hint = "" } = describeError(error);
    return { git: null, findings: [{ code, severity: "error", subject: "git", message, hint }], notes: [] };
  }
}
