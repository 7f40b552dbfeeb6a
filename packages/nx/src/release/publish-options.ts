import type { ErrorDocument } from "@convoy/core";
import type { NxVersionData } from "./nx-types.ts";

/** The options of the executor, as schema.json has them, and what `nx release` adds. */
export interface PublishOptions {
  readonly dryRun?: boolean;
  /** The dist-tag. */
  readonly tag?: string;
  /** After a failure, leave the commit of `nx release` where it is; its tags go all the same. */
  readonly keepCommit?: boolean;
  readonly registry?: string;
  readonly packageRoot?: string;
  readonly nxReleaseVersionData?: NxVersionData;
}

/** What all tasks of a run have in common. A task that came along as a dependency has none of the options of the command. */
export interface RunOptions {
  readonly dryRun: boolean;
  readonly keepCommit: boolean;
  readonly tag?: string;
  readonly versions?: NxVersionData;
  /** An option that would have something else published, or elsewhere, than convoy.json says. */
  readonly problem?: ErrorDocument;
}

export function runOptions(
  all: readonly PublishOptions[],
  env: Readonly<Record<string, string | undefined>>,
): RunOptions {
  const tag = all.find((options) => options.tag !== undefined)?.tag;
  const versions = all.find((options) => options.nxReleaseVersionData !== undefined)?.nxReleaseVersionData;
  const problem = all.map(problemIn).find((found) => found !== undefined);
  return {
    dryRun: env["NX_DRY_RUN"] === "true" || all.some(({ dryRun }) => dryRun === true),
    keepCommit: all.some(({ keepCommit }) => keepCommit === true),
    ...(tag === undefined ? {} : { tag }),
    ...(versions === undefined ? {} : { versions }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Options of the stock executor that mean something else here. */
function problemIn({ registry, packageRoot }: PublishOptions): ErrorDocument | undefined {
  if (registry !== undefined)
    return {
      code: "NX_OPTION_REGISTRY",
      message: `\`--registry=${registry}\`: convoy.json names the registry`,
      hint: "Leave the option out, or change the target in convoy.json.",
    };
  if (packageRoot === undefined) return undefined;
  return {
    code: "NX_OPTION_PACKAGE_ROOT",
    message: `\`packageRoot: ${packageRoot}\` in nx-release-publish`,
    hint: "Convoy packs the folder of the package. Name another one as `publishConfig.directory` in its package.json.",
  };
}
