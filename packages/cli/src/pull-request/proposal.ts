import { ReleaseError, type ReleasePlan } from "@convoy/core";
import type { Proposal } from "@convoy/forge";
import { changelogEntry, DEFAULT_RELEASE_BODY, releaseBody, safeMarkdown } from "@convoy/report";
import { versionApart, type VersionedApart } from "@convoy/workspace";
import type { ConvoyConfig } from "../config/schema.ts";
import type { Project } from "../wiring/project.ts";
import { commitMessageOf } from "../wiring/tags.ts";
import { versionOptions } from "../wiring/version-options.ts";

/** What the release pull request is to be: the version step is run in a tree of its own, and nothing is sent. */
export async function proposalOf(project: Project, plan: ReleasePlan, base: string): Promise<Proposal> {
  const { config } = project;
  const versioned = await versionHead(project, plan);
  const body = {
    plan,
    changelogs: await changelogsIn(plan, versioned),
    target: targetOf(config),
    template: config?.pullRequest?.body ?? DEFAULT_RELEASE_BODY,
  };
  return {
    base: { branch: base, commit: plan.commit },
    branch: releaseBranch(config, base),
    message: commitMessageOf(plan, config ?? {}),
    files: versioned.files,
    tree: versioned.tree,
    title: titleOf(plan, config, base),
    part: (longest) => releaseBody(body, longest),
  };
}

/** Ctrl-C ends what was started for it, and takes its tree away. */
async function versionHead(project: Project, plan: ReleasePlan): Promise<VersionedApart> {
  const { root, host } = project;
  const interrupted = new AbortController();
  const stopListening = host.onInterrupt(() =>
    interrupted.abort(new ReleaseError("INTERRUPTED", "the command was interrupted; nothing was sent")),
  );
  try {
    const options = { ...(await versionOptions(project, plan)), commit: plan.commit };
    return await versionApart(root, options, interrupted.signal);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== "PLAN_STALE") throw error;
    // The plan is made of the files that are here, the commit of those that are in HEAD.
    throw new ReleaseError(error.code, error.message, {
      hint: "Changesets that are not committed are in no pull request: commit them, or put them aside.",
      cause: error,
    });
  } finally {
    stopListening();
  }
}

const DEFAULT_BRANCH = "convoy-release/{base}";
const DEFAULT_TITLE = "Release {packages}";

export function releaseBranch(config: ConvoyConfig | undefined, base: string): string {
  return (config?.pullRequest?.branch ?? DEFAULT_BRANCH).replaceAll("{base}", () => base);
}

function titleOf({ releases }: ReleasePlan, config: ConvoyConfig | undefined, base: string): string {
  const packages = releases.length === 1 ? "1 package" : `${releases.length} packages`;
  return (config?.pullRequest?.title ?? DEFAULT_TITLE)
    .replaceAll("{packages}", packages)
    .replaceAll("{base}", () => base);
}

async function changelogsIn(
  { releases }: ReleasePlan,
  { prefix, files }: VersionedApart,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const entries = releases.map(async ({ name, dir, to }) => {
    const changelog = texts.get(`${prefix}${dir}/CHANGELOG.md`) ?? "";
    return [name, await safeMarkdown(changelogEntry(changelog, to))] as const;
  });
  return new Map(await Promise.all(entries));
}

function targetOf(config: ConvoyConfig | undefined): { channel: string; stage?: string } | undefined {
  if (config === undefined) return undefined;
  const { target } = config;
  if (target.type === "npm") return { channel: target.registry };
  const channel = `${target.domain}/${target.repository}`;
  return target.staging === undefined
    ? { channel }
    : { channel, stage: `${target.domain}/${target.staging}` };
}
