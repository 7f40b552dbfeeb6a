import { section, type Json } from "@convoy/core";
import { missingAnswers, targetOf, type InitAnswers } from "./answers.ts";
import { ciFiles } from "./ci/ci-files.ts";
import { usualBuild } from "./ci/ci-request.ts";
import { editJson, jsonText } from "./json-text.ts";
import { withConvoy } from "./nx-json.ts";

/** The files of a workspace, before they are changed. */
export interface FilesBefore {
  /** The text of a file, relative to the root; undefined where there is none. */
  read(path: string): string | undefined;
  /** A package that is installed, or that package.json names. */
  has(name: string): boolean;
}

export interface InitRequest {
  readonly answers: InitAnswers;
  /** Of Convoy, for the devDependencies. */
  readonly version: string;
  /** The branch that releases are made from. */
  readonly baseBranch: string;
  /** Without answers for the target, leave convoy.json out, and refuse nothing. */
  readonly partly?: true;
}

/**
 * What makes a workspace ready: path to new content, of the files that change alone. What is there already is kept, so
 * the second time nothing changes. Nothing is written here.
 */
export function initialFiles(before: FilesBefore, request: InitRequest): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const propose = (path: string, content: string): void => {
    if (before.read(path) !== content) files.set(path, content);
  };
  const absent = (path: string): boolean => before.read(path) === undefined;
  const told = request.partly !== true || missingAnswers(request.answers).length === 0;
  if (absent("convoy.json") && told) propose("convoy.json", convoyJson(request));
  if (absent(".changeset/config.json")) propose(".changeset/config.json", changesetConfig(request));
  propose(".gitignore", withNodeModules(before.read(".gitignore") ?? ""));
  const nxJson = before.read("nx.json");
  const settings = { nxJs: before.has("@nx/js"), tags: request.answers.tags };
  if (nxJson !== undefined)
    propose(
      "nx.json",
      editJson("nx.json", nxJson, (json) => withConvoy(json, settings)),
    );
  const manifest = before.read("package.json") ?? "{}\n";
  const withNx = nxJson !== undefined;
  propose(
    "package.json",
    editJson("package.json", manifest, (json) => withCommands(json, request.version, withNx)),
  );
  const { ci = "none", target = "codeartifact", region = "eu-west-1" } = request.answers;
  const workflows = ciFiles(ci, {
    baseBranch: request.baseBranch,
    target,
    region,
    build: usualBuild(withNx),
  });
  for (const [path, content] of workflows) if (absent(path)) propose(path, content);
  return files;
}

/** What is installed, and what pnpm leaves there when it builds, is no change to be committed before a release. */
function withNodeModules(ignored: string): string {
  if (/^(\*\*)?\/?node_modules\/?\s*$/m.test(ignored)) return ignored;
  return `${ignored}${ignored === "" || ignored.endsWith("\n") ? "" : "\n"}node_modules\n`;
}

function convoyJson({ answers }: InitRequest): string {
  return jsonText({ $schema: "./node_modules/@convoy/cli/convoy.schema.json", target: targetOf(answers) });
}

function changesetConfig({ baseBranch }: InitRequest): string {
  return jsonText({
    changelog: "@changesets/cli/changelog",
    commit: false,
    fixed: [],
    linked: [],
    access: "restricted",
    baseBranch,
    updateInternalDependencies: "patch",
    ignore: [],
  });
}

const SCRIPTS: Readonly<Record<string, string>> = {
  "release:plan": "convoy plan",
  release: "convoy release",
};

function withCommands(json: Json, version: string, withNx: boolean): Json {
  const wanted = ["@convoy/cli", ...(withNx ? ["@convoy/nx"] : [])];
  const dependencies = section(json, "devDependencies");
  const all = { ...section(json, "dependencies"), ...dependencies };
  const missing = wanted
    .filter((name) => all[name] === undefined)
    .map((name) => [name, `^${version}`] as const);
  const added = { ...dependencies, ...Object.fromEntries(missing) };
  const sorted =
    missing.length === 0 ? dependencies : Object.fromEntries(Object.entries(added).toSorted(byKey));
  return {
    ...json,
    scripts: { ...SCRIPTS, ...section(json, "scripts") },
    ...(Object.keys(sorted).length === 0 ? {} : { devDependencies: sorted }),
  };
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
