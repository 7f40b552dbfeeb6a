import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkDocs } from "./docs/check-docs.ts";
import { declaresItsLayer, keepsToItsLayer } from "./layers.ts";
import { hasAName, hasOneFrontDoor, runsItsTests, staysShort } from "./shape.ts";
import { type Fault, type Rule, sourceOf } from "./source.ts";
import { coreIsPure, leavesTheProcessAlone } from "./surroundings.ts";
import { namesNoMachine, namesNoRegistry } from "./traces.ts";

const RULES: readonly Rule[] = [
  keepsToItsLayer,
  declaresItsLayer,
  coreIsPure,
  leavesTheProcessAlone,
  hasOneFrontDoor,
  hasAName,
  staysShort,
  runsItsTests,
  namesNoRegistry,
  namesNoMachine,
];

/** The faults of one file under all rules, in the order of its lines. */
export function faultsOf(path: string, text: string): readonly Fault[] {
  const source = sourceOf(path, text);
  return RULES.flatMap((rule) => rule(source))
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, message }) => ({ path, line: text.slice(0, at).split("\n").length, message }));
}

/** The faults of every file of the repository. `root` is its folder. */
export function checkRepository(root: URL): readonly Fault[] {
  const paths = trackedFiles(root);
  const ofFiles = paths.flatMap((path) => {
    const text = readFileSync(new URL(path, root), "utf8");
    return text.includes("\0") ? [] : faultsOf(path, text); // Pictures and the like have no law.
  });
  return [...ofFiles, ...checkDocs(root, paths)];
}

/** Every file that git tracks, or would on the next `git add`. */
export function trackedFiles(root: URL): readonly string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", args, {
    cwd: fileURLToPath(root),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return listed.split("\0").filter((path) => path !== "" && existsSync(new URL(path, root)));
}
