import type { Command } from "commander";
import { answeringOn, type Settle } from "../answering.ts";
import type { Host } from "../host.ts";
import { addVerb, fromOption, planOptions, runOptions, waitOption, wholeNumber } from "../options.ts";

/** The verbs that release, whole or in parts, and the one that tries it first. */
export function addReleasing(program: Command, host: Host, settle: Settle): void {
  addRehearsal(program, host, settle);
  waitOption(
    runOptions(planOptions(addVerb(program, "release", "version, build and publish, all of it or nothing"))),
  )
    .option("--comment", "with --snapshot: tell the pull request of this CI run how to install it")
    .option("--pull-request <number>", "the pull request, where the CI does not say", wholeNumber)
    .action(async (options) => settle(await (await import("../verbs/release.ts")).release(host, options)));
  waitOption(
    runOptions(addVerb(program, "publish", "publish the versions in the manifests that the channel lacks")),
  )
    .option("--tag <tag>", "the dist-tag of all packages")
    .option("--from <dir>", "publish the tarballs that `convoy pack` has made there, and none else")
    .option("--request <file>", "only the packages that this file names, as JSON")
    .action(async (options) => settle(await (await import("../verbs/publish.ts")).publish(host, options)));
  addPullRequest(program, host, settle);
  addParts(program, host, settle);
}

function addRehearsal(program: Command, host: Host, settle: Settle): void {
  planOptions(addVerb(program, "rehearse", "run the whole release against an emulator, and install from it"))
    .option("--offline", "ask neither the channel nor the git remote, and install nothing")
    .option("--fail-at <name>", "have it fail for good at this package, and see that it is taken back")
    .option("--with-ignored", "take along what git ignores, such as what was built before")
    .option("--keep", "leave the folder in which it was rehearsed")
    .action(answeringOn(host, settle)(async () => (await import("../verbs/rehearse.ts")).rehearse));
}

function addPullRequest(program: Command, host: Host, settle: Settle): void {
  waitOption(
    runOptions(addVerb(program, "pr", "open or update the release pull request; publish when it is merged")),
  )
    .option("--tag <tag>", "the dist-tag of all packages")
    .addOption(fromOption())
    .option("--dry-run", "show what would be done; asks no code host and writes nothing")
    .option("--no-publish", "keep the pull request, and leave what is to be published to another job")
    .action(async (options) => settle(await (await import("../verbs/pr.ts")).pr(host, options)));
}

/** What a release does, one by one, for a pipeline that has the parts in jobs of its own. */
function addParts(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  addVerb(program, "version", "apply the changesets: manifests, changelogs, lock file")
    .option("--snapshot <tag>", "make throw-away versions under this tag")
    .addOption(fromOption())
    .option("--commit", "commit what was written")
    .option("--emit-nx-plans", "turn the changesets into version plans of `nx release version` instead")
    .action(answering(async () => (await import("../verbs/version.ts")).version));
  addVerb(program, "pack", "pack what `publish` would into a folder, with integrities")
    .option("--out <dir>", "the folder", "convoy-artifacts")
    .option("--all", "every package to publish, whether the channel has it or not; asks no registry")
    .action(answering(async () => (await import("../verbs/pack.ts")).pack));
}
