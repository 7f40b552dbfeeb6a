import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import type { Clone } from "./clone.ts";
import { unsigned } from "./git-error.ts";
import { datesOf, type TagContent } from "./make-objects.ts";

/** Each is a process of git and one of the program that signs. */
const AT_A_TIME = 4;

/**
 * Makes the annotated tags as objects that are signed, and answers tag name to object id. What signs, and with which key,
 * is the user's setting, which git alone can follow, one tag a process. So that no ref of the clone changes, the tags are
 * made in a git folder of their own, which writes its objects into the clone.
 */
export async function makeSignedTags(
  clone: Clone,
  { commit, tags, date }: TagContent,
): Promise<Record<string, string>> {
  if (Object.keys(tags).length === 0) return {};
  // Inside the clone's own: settings of the user may go by where a repository lies.
  const folder = await mkdtemp(join(clone.commonDir, "convoy-tags-"));
  try {
    const empty = ["--bare", "--quiet", "--template=", `--object-format=${clone.objectFormat}`];
    await clone.run(["init", ...empty, folder]);
    const env = { GIT_DIR: folder, GIT_OBJECT_DIRECTORY: join(clone.commonDir, "objects"), ...datesOf(date) };
    const settings = ["-c", `include.path=${join(clone.commonDir, "config")}`, "-c", "core.bare=true"];
    const limit = pLimit(AT_A_TIME);
    await limit.map(Object.entries(tags), ([name, message]) =>
      clone.run([...settings, "tag", "--sign", "--cleanup=verbatim", "--file=-", "--", name, commit], {
        stdin: `${message}\n`,
        env,
        reach: "keys",
      }),
    );
    return signedIn(await clone.run(["for-each-ref", FORMAT, "refs/tags"], { env }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const FORMAT =
  "--format=%(objectname) %(if)%(contents:signature)%(then)signed%(else)bare%(end) %(refname:strip=2)";

/** Some versions of git make the tag all the same, with exit code 0, when a key of SSH cannot be read. */
function signedIn(listed: string): Record<string, string> {
  const tags = listed
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ") as [id: string, how: string, name: string]);
  const bare = tags.find(([, how]) => how === "bare");
  if (bare === undefined) return Object.fromEntries(tags.map(([id, , name]) => [name, id]));
  throw unsigned(`the tag ${bare[2]} has no signature`);
}
