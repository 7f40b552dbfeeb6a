import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface GitQuestions {
  /** Where the records of releases are: the common git directory, absolute. */
  directory(): Promise<string>;
  /** The text of an object such as `HEAD:./package.json`; undefined where there is none. */
  show(object: string): Promise<string | undefined>;
}

/** What the executor asks git. It changes nothing: that is for the command to do. */
export function gitIn(root: string, env: Readonly<Record<string, string | undefined>>): GitQuestions {
  const ask = async (args: readonly string[]): Promise<string> =>
    (await run("git", [...args], { cwd: root, env: { ...env }, maxBuffer: 16_000_000 })).stdout;
  return {
    directory: async () => (await ask(["rev-parse", "--path-format=absolute", "--git-common-dir"])).trim(),
    show: (object) =>
      ask(["show", object]).catch((error: unknown) => {
        if (typeof (error as { code?: unknown }).code === "number") return undefined;
        throw error;
      }),
  };
}
