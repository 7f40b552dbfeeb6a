import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";

// oxlint-disable-next-line no-control-regex -- no name of a commit has control characters
const UNSAFE = /^-|[\u0000-\u001f\u007f]/;

/** The commit that a user names by branch, tag or id. Throws `GIT_UNKNOWN_REF`, and `GIT_NO_COMMIT` for a new repository. */
export async function resolveRef(clone: Clone, ref: string): Promise<string> {
  if (ref === "" || UNSAFE.test(ref)) throw unknownRef(ref);
  const result = await clone.ask(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  if (result.exitCode !== 0) throw unknownRef(ref);
  return result.stdout.trim();
}

function unknownRef(ref: string): ReleaseError {
  if (ref === "HEAD") {
    return new ReleaseError("GIT_NO_COMMIT", "the repository has no commit yet", {
      hint: "Commit the workspace, then run the command again.",
    });
  }
  return new ReleaseError("GIT_UNKNOWN_REF", `${JSON.stringify(ref)} names no commit in this clone`, {
    hint: "Fetch it first (`git fetch`), or name another branch, tag or commit.",
  });
}
