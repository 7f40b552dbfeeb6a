import { mkdir, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  defaultBranch,
  initialFiles,
  isInstalled,
  type FilesBefore,
  type InitAnswers,
} from "@convoy/workspace";
import type { Answer, CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { rootOf } from "../wiring/project.ts";

export interface InitOptions extends CommonOptions, InitAnswers {
  /** Take the defaults for what no flag says, and ask nothing. */
  readonly yes?: true;
  /** Say what would be written. */
  readonly dryRun?: true;
}

/** Makes a workspace ready. What is there already stays, so the second time it changes nothing. */
export async function init(host: Host, options: InitOptions & { readonly version: string }): Promise<Answer> {
  const root = await rootOf(host, options);
  const asked = existsSync(join(root, "convoy.json")) ? options : await askFor(host, options);
  const before = filesIn(root);
  const { version } = options;
  const baseBranch = await defaultBranch(root, { env: host.env });
  const files = initialFiles(before, { answers: asked, version, baseBranch });
  const changes = [...files.keys()].map((path) => ({
    path,
    action: before.read(path) === undefined ? "create" : "update",
  }));
  if (!options.dryRun) for (const [path, content] of files) await write(join(root, path), content);
  const applied = !options.dryRun;
  return { document: { format: 1, changes, applied }, text: textOf(changes, applied) };
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** What no flag says and the target needs, where a person is there to say it. */
async function askFor({ ask }: Host, options: InitOptions): Promise<InitAnswers> {
  if (ask === undefined || options.yes) return options;
  const missing = options.target === "npm" ? ["registry"] : ["domain", "region", "repository", "staging"];
  const given: Record<string, unknown> = { ...options };
  for (const name of missing) if (given[name] === undefined) given[name] = await ask(QUESTIONS[name] ?? name);
  return given;
}

const QUESTIONS: Readonly<Record<string, string>> = {
  registry: "The URL of the registry: ",
  domain: "The CodeArtifact domain: ",
  region: "Its AWS region: ",
  repository: "The repository that consumers install from: ",
  staging: "The repository that a release is uploaded to first (none: press Enter): ",
};

function filesIn(root: string): FilesBefore {
  return {
    read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined),
    has: (name) => isInstalled(root, name),
  };
}

function textOf(
  changes: readonly { readonly path: string; readonly action: string }[],
  applied: boolean,
): string {
  if (changes.length === 0) return "The workspace is ready: nothing to change.";
  const lines = changes.map(({ path, action }) => `${action}  ${path}`);
  const next = applied
    ? "Install what package.json names by now, and run `convoy doctor`."
    : "Nothing was written: this was a dry run.";
  return [...lines, next].join("\n");
}
