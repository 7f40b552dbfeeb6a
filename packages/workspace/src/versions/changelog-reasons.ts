import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ChangelogFunctions, Config, NewChangesetWithCommit } from "@changesets/types";
import { planRelease, ReleaseError, type Reason } from "@convoy/core";
import { changelogRelay } from "@convoy/workspace/programs";
import { resolve } from "import-meta-resolve";
import type { Changes } from "../changesets/changes.ts";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

/**
 * The configuration with a changelog that says of each dependency of a release from where to where it went, and why,
 * in the words of the workspace's own changelog module. Where nobody asked for that, it is the configuration as it was.
 */
export async function withReasons(reading: WorkspaceReading, changes: Changes): Promise<Config> {
  const { config, changelogReasons } = changes;
  if (!config.changelog || !changelogReasons) return config;
  const [name, options] = config.changelog;
  const { getReleaseLine } = await changelogModule(name, reading.root);
  const lineOf: LineOf = async (changeset, type) => getReleaseLine(changeset, type, options);
  const functions = changelogWithReasons(lineOf, reading, changes);
  return { ...config, changelog: [changelogRelay(), { ...functions }] };
}

type LineOf = (
  changeset: NewChangesetWithCommit,
  type: Parameters<ChangelogFunctions["getReleaseLine"]>[1],
) => Promise<string>;

/** changesets asks for the lines of one release after the other, in the order of the plan. */
function changelogWithReasons(
  lineOf: LineOf,
  reading: WorkspaceReading,
  changes: Changes,
): ChangelogFunctions {
  const releases = changes.plan.releases.filter(({ type }) => type !== "none");
  const story = storyOf(lineOf, reading, changes);
  let asked = 0;
  return {
    getReleaseLine: lineOf,
    getDependencyReleaseLine(changesets, updated) {
      const name = releases[asked++]?.name ?? "";
      const reasons = story.reasonsOf(name);
      const pulling = reasons.flatMap((reason) => (reason.kind === "dependency" ? [reason.name] : []));
      const names = new Set([...updated.map((one) => one.name), ...pulling]);
      return story.tell({ names: [...names], reasons, changesets });
    },
  };
}

interface Asked {
  readonly names: readonly string[];
  readonly reasons: readonly Reason[];
  /** With their commits. */
  readonly changesets: readonly NewChangesetWithCommit[];
}

interface Story {
  reasonsOf(name: string): readonly Reason[];
  tell(asked: Asked): Promise<string>;
}

function storyOf(lineOf: LineOf, workspace: WorkspaceReading, changes: Changes): Story {
  const { bumps, groups, dependents, plan } = changes;
  const input = { bumps, groups, dependents, workspace, catalogs: workspace.catalogs };
  const planned = planRelease({ ...input, commit: "", strategy: "direct", distTag: () => "latest" });
  const releases = new Map(planned.releases.map((release) => [release.name, release]));
  const reasonsOf = (name: string): readonly Reason[] => releases.get(name)?.because ?? [];
  const versionOf = (name: string): string => releases.get(name)?.to ?? "";

  const linesOf = async (name: string, known: Asked["changesets"]): Promise<readonly string[]> => {
    const own = plan.changesets.flatMap((changeset) => {
      const asks = changeset.releases.find((release) => release.name === name && release.type !== "none");
      const whole = known.find(({ id }) => id === changeset.id) ?? changeset;
      return asks === undefined ? [] : [lineOf(whole, asks.type)];
    });
    const lines = (await Promise.all(own)).map(firstLine).filter((line) => line !== "");
    return lines.length > 0 ? lines : reasonsOf(name).flatMap((reason) => inWords(reason, versionOf));
  };

  return {
    reasonsOf,
    async tell({ names, reasons, changesets }) {
      if (names.length === 0)
        return reasons
          .flatMap((reason) => inWords(reason, versionOf))
          .map(asItem)
          .join("\n");
      const told = names.map(async (name) => {
        const { from = "", to = "" } = releases.get(name) ?? {};
        const lines = await linesOf(name, changesets);
        return [`  - ${name} ${from} → ${to}`, ...lines.map((line) => `    - ${line}`)].join("\n");
      });
      return ["- Updated dependencies", ...(await Promise.all(told))].join("\n");
    },
  };
}

/** A reason that is in no changeset. */
function inWords(reason: Reason, versionOf: (name: string) => string): readonly string[] {
  if (reason.kind === "dependency") return [`Needs ${reason.name} ${versionOf(reason.name)}`];
  if (reason.kind === "group") return [`Released together with its group: ${reason.group.join(", ")}`];
  return [];
}

function asItem(line: string): string {
  return `- ${line}`;
}

/** Of what a changelog module makes of a changeset: the item's first line, without the mark of the item. */
function firstLine(line: string): string {
  return (line.trim().split("\n")[0] ?? "").replace(/^[-*] +/, "");
}

/** As changesets finds it: from the workspace, then from here. */
async function changelogModule(name: string, root: string): Promise<ChangelogFunctions> {
  const module = (await import(urlOf(name, root))) as Partial<ChangelogFunctions> & { default?: unknown };
  const candidates = [module, module.default, (module.default as { default?: unknown } | undefined)?.default];
  const found = candidates.find(
    (one): one is ChangelogFunctions =>
      typeof (one as Partial<ChangelogFunctions>)?.getReleaseLine === "function",
  );
  if (found !== undefined) return found;
  throw new ReleaseError("VERSION_FAILED", `The changelog module ${name} has no function getReleaseLine`, {
    hint: "See the documentation of changesets for what a changelog module exports.",
  });
}

function urlOf(name: string, root: string): string {
  const inside = pathToFileURL(join(root, ".changeset", "x.mjs")).href;
  try {
    return resolve(name, inside);
  } catch {
    // What it is not there for is said when it is not here either.
    return resolve(name, import.meta.url);
  }
}
