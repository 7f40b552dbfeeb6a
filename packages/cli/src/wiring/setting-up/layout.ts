import { groupPatterns, ReleaseError, type Layout } from "@convoy/core";
import type { CodeArtifactSettings } from "@convoy/registry";
import type { WorkspaceReading } from "@convoy/workspace";
import type { CodeArtifactConfig, ConvoyConfig } from "../../config/schema.ts";
import { DEFAULT_GUARD, DEFAULT_UPSTREAM } from "../../config/setup.ts";
import type { Host } from "../../host.ts";
import { targetSettings } from "../settings.ts";

export type CodeArtifactProject = ConvoyConfig & { readonly target: CodeArtifactConfig };

/** Throws `SETUP_UNSUPPORTED` for a plain npm registry. */
export function assertCodeArtifact(config: ConvoyConfig): asserts config is CodeArtifactProject {
  if (config.target.type === "codeartifact") return;
  throw new ReleaseError(
    "SETUP_UNSUPPORTED",
    `${config.target.registry} is a plain npm registry, where there is nothing to set up`,
    { hint: "`convoy setup` makes the domain and the repositories of a CodeArtifact target." },
  );
}

export async function codeArtifactSettings(
  config: CodeArtifactProject,
  host: Host,
): Promise<CodeArtifactSettings> {
  return (await targetSettings(config, host)) as CodeArtifactSettings;
}

/** What CodeArtifact is to hold, as convoy.json says. */
export function layoutOf({ target, setup = {} }: CodeArtifactProject, workspace: WorkspaceReading): Layout {
  const { domain, repository, staging } = target;
  const { upstream, guard = DEFAULT_GUARD } = setup;
  return {
    domain,
    channel: repository,
    ...(staging === undefined ? {} : { stage: staging }),
    ...(upstream === false
      ? {}
      : { upstream: { name: upstream ?? unusedName(target), asked: upstream !== undefined } }),
    groups: guard === false ? [] : groupPatterns(publishedNames(workspace), guard),
  };
}

export function publishedNames({ packages }: WorkspaceReading): readonly string[] {
  return packages.filter((one) => !one.private).map(({ name }) => name);
}

/** The default name, unless the channel or the stage has it. */
function unusedName({ repository, staging }: CodeArtifactConfig): string {
  return [repository, staging].includes(DEFAULT_UPSTREAM) ? `${DEFAULT_UPSTREAM}-public` : DEFAULT_UPSTREAM;
}
