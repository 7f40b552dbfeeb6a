import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { lastWords } from "./git-error.ts";
import type { RefMap } from "./refs.ts";

/**
 * All branches and tags of the remote, in one request. Names are not passed on: git asks the server for all of
 * them anyway and would filter here, at the cost of a longer command line.
 */
export async function remoteRefs(clone: Clone, remote: string): Promise<RefMap> {
  return listRemote(clone, remote, ["--heads", "--tags", "--quiet", remote]);
}

/** The refs of the remote under a prefix that ends with a slash. */
export async function remoteRefsUnder(clone: Clone, remote: string, prefix: string): Promise<RefMap> {
  const found = await listRemote(clone, remote, ["--refs", "--quiet", remote, `${prefix}*`]);
  // To git, a pattern may begin after any slash of a name.
  return new Map([...found].filter(([name]) => name.startsWith(prefix)));
}

async function listRemote(clone: Clone, remote: string, args: readonly string[]): Promise<RefMap> {
  const result = await clone.ask(["ls-remote", ...args], { reach: "remote" });
  if (result.exitCode !== 0)
    throw unreachable(remote, result.timedOut ? "no answer in time" : lastWords(result.stderr));
  return new Map(
    lines(result.stdout).map((line) => {
      const [id = "", name = ""] = line.split("\t");
      return [name, id];
    }),
  );
}

/** All branches and tags of this clone, or all refs under other prefixes. */
export async function localRefs(
  clone: Clone,
  prefixes: readonly string[] = ["refs/heads", "refs/tags"],
): Promise<RefMap> {
  const format = "--format=%(refname)%09%(objectname)%09%(*objectname)";
  const output = await clone.run(["for-each-ref", format, ...prefixes]);
  const refs = new Map<string, string>();
  for (const line of lines(output)) {
    const [name = "", id = "", peeled = ""] = line.split("\t");
    refs.set(name, id);
    if (peeled !== "") refs.set(`${name}^{}`, peeled);
  }
  return refs;
}

/** The object that a ref leads to, through an annotated tag. */
export function peeledAt(refs: RefMap, name: string): string | undefined {
  return refs.get(`${name}^{}`) ?? refs.get(name);
}

function lines(output: string): readonly string[] {
  return output.split("\n").filter((line) => line !== "");
}

function unreachable(remote: string, words: string): ReleaseError {
  return new ReleaseError("GIT_REMOTE_UNREACHABLE", `the git remote \`${remote}\` cannot be read: ${words}`, {
    hint: `See that \`git ls-remote ${remote}\` works here, then run the command again.`,
  });
}
