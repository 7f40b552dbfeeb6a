import { millisecondsOf, type FailurePolicy, type PruneAction } from "@convoy/core";
import { z } from "zod";
import { PULL_REQUEST_SCHEMA, type PullRequestConfig } from "./pull-request.ts";
import { repositoryName, SETUP_SCHEMA, type SetupConfig } from "./setup.ts";
import { VERSIONS_SCHEMA, type VersionsConfig } from "./versions.ts";

export interface CodeArtifactConfig {
  readonly type: "codeartifact";
  readonly domain: string;
  readonly domainOwner?: string | undefined;
  readonly region: string;
  readonly repository: string;
  readonly staging?: string | undefined;
}

export interface NpmConfig {
  readonly type: "npm";
  readonly registry: string;
}

/** What stands in convoy.json. What is missing has a default. */
export interface ConvoyConfig {
  readonly $schema?: string | undefined;
  readonly target: CodeArtifactConfig | NpmConfig;
  readonly limits?:
    | Partial<Record<"upload" | "copy" | "read" | "writesPerSecond", number | undefined>>
    | undefined;
  readonly onFailure?: FailurePolicy | undefined;
  readonly tagFormat?: string | undefined;
  readonly commitMessage?: string | undefined;
  readonly remote?: string | undefined;
  readonly tokenSeconds?: number | undefined;
  readonly allowFiles?: readonly string[] | undefined;
  readonly packing?: "nx" | "direct" | undefined;
  readonly buildEnv?: readonly string[] | undefined;
  readonly snapshots?: SnapshotConfig | undefined;
  readonly retention?: RetentionConfig | undefined;
  readonly host?: "github" | "gitlab" | undefined;
  readonly pullRequest?: PullRequestConfig | undefined;
  readonly hostReleases?: "packages" | "release" | "none" | undefined;
  readonly versions?: VersionsConfig | undefined;
  readonly setup?: SetupConfig | undefined;
}

/** What `convoy prune` lets go. Ages as `30d`. */
export interface RetentionConfig {
  readonly snapshots?:
    | { readonly age?: string | undefined; readonly action?: PruneAction | undefined }
    | undefined;
  readonly versions?:
    | {
        readonly keep?: number | undefined;
        readonly age?: string | undefined;
        readonly action?: PruneAction | undefined;
      }
    | undefined;
}

export interface SnapshotConfig {
  /** As `14d`. */
  readonly expires?: string | undefined;
}

const count = z.int().min(1).max(1000);

const codeArtifact = z
  .strictObject({
    type: z.literal("codeartifact"),
    domain: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,48}[a-z0-9]$/, "a domain is 2 to 50 lower-case letters, digits and hyphens")
      .describe("The CodeArtifact domain."),
    domainOwner: z
      .string()
      .regex(/^[0-9]{12}$/, "an account is 12 digits")
      .optional()
      .describe("The account that owns the domain. Default: the caller's own."),
    region: z.string().min(1).describe("The AWS region of the domain."),
    repository: repositoryName().describe("The channel: the repository that consumers install from."),
    staging: repositoryName()
      .optional()
      .describe(
        "The stage: a release is uploaded to it and checked in it before anything shows in the channel.",
      ),
  })
  .refine(({ repository, staging }) => staging !== repository, {
    path: ["staging"],
    error:
      "the stage must be another repository than the channel: what is uploaded to it is not released yet",
  });

const npm = z.strictObject({
  type: z.literal("npm"),
  registry: z
    .url({ protocol: /^https?$/, error: "expected an http or https URL" })
    .describe("The registry's URL."),
});

/** `convoy.json`. The file for editors, `convoy.schema.json`, is written from this. */
export const CONFIG_SCHEMA: z.ZodType<ConvoyConfig> = z
  .strictObject({
    $schema: z.string().optional(),
    target: z.discriminatedUnion("type", [codeArtifact, npm]).describe("The registry to publish to."),
    limits: z
      .strictObject({
        upload: count.optional().describe("Uploads at a time. Default 8."),
        copy: count.optional().describe("Copies from the stage into the channel at a time. Default 4."),
        read: count
          .optional()
          .describe("Reads at a time. Default 32 for CodeArtifact, 64 for a plain registry."),
        writesPerSecond: count
          .optional()
          .describe(
            "Writes a second, of all kinds together. Default 80 for CodeArtifact, none for a plain registry.",
          ),
      })
      .optional()
      .describe("How much at a time. The defaults fit CodeArtifact's default quotas."),
    onFailure: z
      .enum(["rollback", "hold"])
      .optional()
      .describe(
        "After a permanent failure that consumers may have seen part of: take back, or wait. Default rollback.",
      ),
    tagFormat: z
      .string()
      .regex(/\{name\}.*\{version\}|\{version\}.*\{name\}/, "needs both {name} and {version}")
      .optional()
      .describe("The name of a git tag. Default {name}@{version}."),
    commitMessage: z
      .string()
      .min(1)
      .optional()
      .describe(
        "The message of the release commit; {packages} is the number of packages. Default: chore: release {packages}.",
      ),
    remote: z
      .string()
      .min(1)
      .optional()
      .describe("The git remote. Default: that of the branch, else origin."),
    tokenSeconds: z
      .int()
      .min(900)
      .max(43_200)
      .optional()
      .describe("The life that CodeArtifact tokens are asked for. Default 900."),
    allowFiles: z
      .array(z.string().min(1))
      .optional()
      .describe("Packed files that look like secrets and are none, as `<package name>/<path>`."),
    packing: z
      .enum(["nx", "direct"])
      .optional()
      .describe("Who packs: Convoy itself, or tasks of Nx, with its cache and its agents. Default direct."),
    buildEnv: z
      .array(z.string().min(1))
      .optional()
      .describe("Environment variables that builds may see, by name. Those of AWS and npm they never see."),
    snapshots: z
      .strictObject({
        expires: lifetime()
          .optional()
          .describe("How long a snapshot is meant to stay: 12h, 14d, 2w. Default: it does not say."),
      })
      .optional()
      .describe("Snapshot releases."),
    retention: z
      .strictObject({
        snapshots: z
          .strictObject({
            age: lifetime().optional().describe("Of those that do not say when they expire. Default 30d."),
            action: pruneAction().optional().describe("Default delete."),
          })
          .optional()
          .describe("Snapshots: they go when they expire, or at this age."),
        versions: z
          .strictObject({
            keep: count.optional().describe("So many of the newest versions of a package stay. Default 10."),
            age: lifetime().optional().describe("Younger versions stay. Default 90d."),
            action: pruneAction().optional().describe("Default archive, which can be undone."),
          })
          .optional()
          .describe("Releases. Without it they are kept for ever."),
      })
      .optional()
      .describe(
        "What `convoy prune` lets go. Dist-tags, and what is still needed, keep a version in any case.",
      ),
    host: z
      .enum(["github", "gitlab"])
      .optional()
      .describe("What the code host is, where its name does not tell. Default: as the git remote says."),
    pullRequest: PULL_REQUEST_SCHEMA.optional().describe("The release pull request that `convoy pr` opens."),
    hostReleases: z
      .enum(["packages", "release", "none"])
      .optional()
      .describe(
        "Whether the code host shows a release for each package, or one for all of them. Default none.",
      ),
    versions: VERSIONS_SCHEMA.optional().describe(
      "How versions and changelogs are made, beyond what changesets does.",
    ),
    setup: SETUP_SCHEMA.optional().describe(
      "What `convoy setup` makes beside the repositories of the target.",
    ),
  })
  .refine(
    ({ target, setup }) =>
      target.type !== "codeartifact" ||
      setup?.upstream === undefined ||
      ![target.repository, target.staging].includes(setup.upstream || undefined),
    { path: ["setup", "upstream"], error: "must be another repository than the channel and the stage" },
  )
  .describe("Settings of Convoy, the release tool.");

function lifetime(): z.ZodString {
  return z
    .string()
    .refine((text) => millisecondsOf(text) !== undefined, "expected a time such as 12h, 14d or 2w");
}

function pruneAction(): z.ZodType<PruneAction> {
  return z.enum(["unlist", "archive", "delete"]);
}
