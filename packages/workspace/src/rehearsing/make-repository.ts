import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clone } from "../git/clone.ts";
import { errorCode } from "../error-code.ts";

/** What a repository says of who commits, how commits and tags are signed, and how files are checked out. */
const CARRIED =
  /^(?:(?:user|author|committer|commit|tag|gpg|i18n|filter)\.|core\.(?:autocrlf|eol|safecrlf|filemode|symlinks|ignorecase|precomposeunicode|longpaths|attributesfile|excludesfile)$)/;

/**
 * Makes a repository in a folder that is not there yet. It reads the objects of the original where they are, writes its
 * own, and has none of its refs, remotes, hooks and credentials.
 */
export async function makeRepository(
  original: Clone,
  folder: string,
  { branch, bare = false }: { readonly branch: string; readonly bare?: boolean },
): Promise<void> {
  const init = ["init", "--quiet", "--template=", `--object-format=${original.objectFormat}`];
  await original.run([...init, `--initial-branch=${branch}`, ...(bare ? ["--bare"] : []), folder]);
  const gitDir = bare ? folder : join(folder, ".git");
  await writeFile(join(gitDir, "objects", "info", "alternates"), `${join(original.commonDir, "objects")}\n`);
  await copyIfThere(join(original.commonDir, "shallow"), join(gitDir, "shallow"));
  await mkdir(join(gitDir, "info"), { recursive: true });
  await copyIfThere(join(original.commonDir, "info", "exclude"), join(gitDir, "info", "exclude"));
  // Convoy's own git runs no hooks; the one that receives a push does not know that.
  const settings = bare ? [["core.hooksPath", "/dev/null"] as const] : await carriedSettings(original);
  for (const [name, value] of settings)
    await original.run([`--git-dir=${gitDir}`, "config", "--local", "--add", name, value]);
}

async function carriedSettings(original: Clone): Promise<readonly (readonly [string, string])[]> {
  const { stdout } = await original.ask(["config", "--local", "--includes", "--list", "-z"]);
  return stdout.split("\0").flatMap((setting) => {
    const [name = "", ...value] = setting.split("\n");
    return CARRIED.test(name) ? [[name, value.join("\n")] as const] : [];
  });
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await copyFile(from, to).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
  });
}
