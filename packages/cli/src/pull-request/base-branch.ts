import { ReleaseError } from "@convoy/core";
import type { Project } from "../wiring/project.ts";

/** The branch that is released from: the one that is checked out, or that the CI has checked out the commit of. */
export async function baseBranch({ git, host }: Project): Promise<string> {
  const [, ofRef] = /^refs\/heads\/(.+)$/.exec(host.env["GITHUB_REF"] ?? "") ?? [];
  const branch = (await git.branch()) ?? host.env["CI_COMMIT_BRANCH"] ?? ofRef;
  if (branch !== undefined && branch !== "") return branch;
  throw new ReleaseError("GIT_DETACHED", "HEAD is detached, and the CI does not say of which branch it is", {
    hint: "Check out the branch that you release from: `git switch BRANCH`.",
  });
}
