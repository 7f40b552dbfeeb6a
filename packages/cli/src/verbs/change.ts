import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ReleaseError, type Bump } from "@convoy/core";
import { newChangeset } from "@convoy/workspace";
import type { Answer, CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { askBumps, type AskedBump } from "../wiring/ask-change.ts";
import { missingSince, type Missing } from "../wiring/missing.ts";
import { openProject, type Project } from "../wiring/project.ts";

export interface ChangeOptions extends CommonOptions {
  readonly major?: readonly string[];
  readonly minor?: readonly string[];
  readonly patch?: readonly string[];
  readonly none?: readonly string[];
  /** For every changed package that has no changeset. */
  readonly bump?: Bump;
  readonly message?: string;
  readonly since?: string;
  readonly empty?: true;
}

const BUMPS = ["major", "minor", "patch", "none"] as const;

/** Writes a changeset. What no flag says is asked, where a person is there to say it. */
export async function change(host: Host, options: ChangeOptions): Promise<Answer> {
  const project = await openProject(host, options);
  if (options.empty) return written(project, [], "");
  const found = await missingSince(project, options.since);
  const ask = options.json ? undefined : host.ask;
  const named = BUMPS.flatMap((bump) => (options[bump] ?? []).map((name) => ({ name, bump })));
  refuseNames(named, found);
  const releases = named.length > 0 ? named : await forMissing(options, found, ask);
  const summary = options.message ?? (await ask?.("What has changed, for those who use it? "));
  if (summary === undefined || summary.trim() === "")
    throw new ReleaseError("CHANGE_INCOMPLETE", "the changeset has no text for the changelog", {
      hint: "Say what has changed with `--message TEXT`.",
    });
  return written(project, releases, summary.trim());
}

async function forMissing(
  { bump }: ChangeOptions,
  { missing, since, reading }: Missing,
  ask: Host["ask"],
): Promise<readonly AskedBump[]> {
  if (missing.length === 0)
    throw new ReleaseError("NO_CHANGES", `every package that was changed since ${since} has a changeset`, {
      hint: "Name packages to add one all the same: `--patch NAME`, `--minor NAME`, `--major NAME`.",
    });
  if (bump !== undefined) return missing.map(({ name }) => ({ name, bump }));
  const names = new Set(missing.map(({ name }) => name));
  if (ask !== undefined)
    return askBumps(
      ask,
      reading.packages.filter(({ name }) => names.has(name)),
    );
  throw new ReleaseError("CHANGE_INCOMPLETE", `nothing says how much moves of ${[...names].join(", ")}`, {
    hint: "`--bump patch` is for all of them; `--minor NAME` and its like are for one each.",
  });
}

function refuseNames(named: readonly AskedBump[], { reading, changes }: Missing): void {
  const known = new Set(reading.packages.map(({ name }) => name));
  const problems = named.flatMap(({ name }, at) => {
    if (!known.has(name)) return [`${name} is no package of this workspace`];
    if (changes.skipped.has(name)) return [`${name} is left alone by changesets: ignored, or private`];
    return named.findIndex((other) => other.name === name) < at ? [`${name} is named twice`] : [];
  });
  if (problems.length === 0) return;
  throw new ReleaseError("CHANGESET_UNKNOWN_PACKAGE", problems.join("\n"), {
    hint: "`convoy affected --since REF` lists the packages that were changed, by name.",
  });
}

async function written({ root }: Project, releases: readonly AskedBump[], summary: string): Promise<Answer> {
  const { id, path, text } = newChangeset(releases, summary);
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  const lines = releases.map(({ name, bump }) => `${name}: ${bump}`);
  return {
    document: { format: 1, path, changeset: { id, summary, releases } },
    text: [path, ...lines, "Commit it together with the change."].join("\n"),
  };
}
