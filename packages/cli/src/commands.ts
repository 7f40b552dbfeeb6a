import { Option, type Command } from "commander";
import { answeringOn, type Settle } from "./answering.ts";
import type { Host } from "./host.ts";
import {
  addVerb,
  fromOption,
  graphOption,
  installClient,
  planOptions,
  runOptions,
  waitOption,
  wholeNumber,
} from "./options.ts";
import { addSettingUp } from "./setting-up-commands.ts";

/** All verbs, with the options of each; in this order `convoy help` lists them. */
export function addCommands(program: Command, host: Host, settle: Settle): void {
  addSettingUp(program, host, settle);
  addAnswers(program, host, settle);
  addRecords(program, host, settle);
  addRuns(program, host, settle);
  addUpkeep(program, host, settle);
  addEmulator(program, host, settle);
}

function addAnswers(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  planOptions(addVerb(program, "plan", "print what would be released: what, why and in which order"))
    .addOption(graphOption())
    .option("--html <file>", "write the plan as a page, too")
    .option("--check", "ask the channel as well, and refuse what it would refuse")
    .action(answering(async () => (await import("./verbs/plan.ts")).plan));
  addVerb(program, "affected", "print the packages that commits touch, and all that depend on them")
    .requiredOption("--since <ref>", "count the changes from where this branch left REF")
    .addOption(graphOption())
    .action(answering(async () => (await import("./verbs/affected.ts")).affected));
  addVerb(program, "check", "exit 1 when a changed package to publish has no changeset")
    .requiredOption("--since <ref>", "count the changes from where this branch left REF")
    .option("--markdown", "as a comment for a pull request")
    .option("--comment", "keep it as one comment on the pull request that this CI run is for")
    .option("--status", "set it as the commit status convoy/changesets, too")
    .option("--pull-request <number>", "the pull request, where the CI does not say", wholeNumber)
    .action(answering(async () => (await import("./verbs/check.ts")).check));
  addChange(program, host, settle);
  addVerb(program, "version", "apply the changesets: manifests, changelogs, lock file")
    .option("--snapshot <tag>", "make throw-away versions under this tag")
    .addOption(fromOption())
    .option("--commit", "commit what was written")
    .option("--emit-nx-plans", "turn the changesets into version plans of `nx release version` instead")
    .action(answering(async () => (await import("./verbs/version.ts")).version));
  addVerb(program, "pack", "pack what `publish` would into a folder, with integrities")
    .option("--out <dir>", "the folder", "convoy-artifacts")
    .option("--all", "every package to publish, whether the channel has it or not; asks no registry")
    .action(answering(async () => (await import("./verbs/pack.ts")).pack));
}

/** What looks at the records of releases, and mends them. */
function addRecords(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  addVerb(program, "status", "print where a release is, or all that this clone knows")
    .argument("[id]", "the release")
    .action(answering(async () => (await import("./verbs/status.ts")).status));
  addVerb(
    program,
    "report",
    "print what the newest release, or the one named, did: what, why, when, with which hashes",
  )
    .argument("[id]", "the release")
    .option("--html <file>", "write it as a page, too")
    .action(answering(async () => (await import("./verbs/report.ts")).report));
  addVerb(program, "verify", "read a release back from the channel: is it as it was released")
    .argument("[id]", "the release; else the newest that is done")
    .option("--install [client]", "install all of it, too: with pnpm, or with npm or yarn", installClient)
    .action(answering(async () => (await import("./verbs/verify.ts")).verify));
  addVerb(program, "unlock", "free the lock of a release whose process is gone")
    .argument("<id>", "the release that holds the lock, as `convoy status` and the refusal name it")
    .action(answering(async () => (await import("./verbs/unlock.ts")).unlock));
}

function addUpkeep(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  waitOption(
    addVerb(
      program,
      "prune",
      "thin out old versions and snapshots by the rules of convoy.json; shows them first",
    ),
  )
    .option("--yes", "do it")
    .action(answering(async () => (await import("./verbs/prune.ts")).prune));
}

function addChange(program: Command, host: Host, settle: Settle): void {
  const named = (bump: string): [string, string] => [
    `--${bump} <name...>`,
    `packages of which a ${bump} moves`,
  ];
  addVerb(program, "change", "write a changeset; asks for what no option says")
    .addOption(
      new Option("--bump <bump>", "for every changed package that has none").choices([
        "major",
        "minor",
        "patch",
        "none",
      ]),
    )
    .option(...named("major"))
    .option(...named("minor"))
    .option(...named("patch"))
    .option("--none <name...>", "packages that are not released for this")
    .option("--message <text>", "what has changed, for those who use it")
    .option("--since <ref>", "count the changes from where this branch left REF; else the base branch")
    .option("--empty", "a changeset that says: nothing of this is to be released")
    .action(answeringOn(host, settle)(async () => (await import("./verbs/change.ts")).change));
}

function addRuns(program: Command, host: Host, settle: Settle): void {
  waitOption(
    runOptions(planOptions(addVerb(program, "release", "version, build and publish, all of it or nothing"))),
  )
    .option("--comment", "with --snapshot: tell the pull request of this CI run how to install it")
    .option("--pull-request <number>", "the pull request, where the CI does not say", wholeNumber)
    .action(async (options) => settle(await (await import("./verbs/release.ts")).release(host, options)));
  waitOption(
    runOptions(addVerb(program, "publish", "publish the versions in the manifests that the channel lacks")),
  )
    .option("--tag <tag>", "the dist-tag of all packages")
    .option("--from <dir>", "publish the tarballs that `convoy pack` has made there, and none else")
    .option("--request <file>", "only the packages that this file names, as JSON")
    .action(async (options) => settle(await (await import("./verbs/publish.ts")).publish(host, options)));
  waitOption(
    runOptions(addVerb(program, "pr", "open or update the release pull request; publish when it is merged")),
  )
    .option("--tag <tag>", "the dist-tag of all packages")
    .addOption(fromOption())
    .option("--dry-run", "show what would be done; asks no code host and writes nothing")
    .option("--no-publish", "keep the pull request, and leave what is to be published to another job")
    .action(async (options) => settle(await (await import("./verbs/pr.ts")).pr(host, options)));
  addRehearsal(program, host, settle);
  runOptions(addVerb(program, "resume", "carry on the release that stopped"))
    .argument("[id]", "the release; else the one that has not ended")
    .option("--from <dir>", "the tarballs, where they were packed elsewhere")
    .action(async (id, options) =>
      settle(await (await import("./verbs/recover.ts")).resume(host, options, id)),
    );
  runOptions(addVerb(program, "rollback", "take a release back"))
    .argument("<id>", "the release")
    .action(async (id, options) =>
      settle(await (await import("./verbs/recover.ts")).rollback(host, options, id)),
    );
}

function addRehearsal(program: Command, host: Host, settle: Settle): void {
  planOptions(addVerb(program, "rehearse", "run the whole release against an emulator, and install from it"))
    .option("--offline", "ask neither the channel nor the git remote, and install nothing")
    .option("--fail-at <name>", "have it fail for good at this package, and see that it is taken back")
    .option("--with-ignored", "take along what git ignores, such as what was built before")
    .option("--keep", "leave the folder in which it was rehearsed")
    .action(answeringOn(host, settle)(async () => (await import("./verbs/rehearse.ts")).rehearse));
}

function addEmulator(program: Command, host: Host, settle: Settle): void {
  addVerb(program, "emulator", "run CodeArtifact on this machine")
    .option("--port <port>", "the port; 0 takes a free one", wholeNumber, 0)
    .option("--data <dir>", "keep everything in this folder, also across a kill; else in memory")
    .option("--seed <file>", "what is there from the start, as JSON")
    .option("--latency <ms>", "how long every answer takes at least, in milliseconds", wholeNumber, 0)
    .addOption(
      new Option("--quotas <kind>", "enforce the service's default quotas")
        .choices(["aws", "off"])
        .default("off"),
    )
    .option("--token-seconds <seconds>", "the life of every token", wholeNumber)
    .option("--deny <rule...>", "ACTION or ACTION:ARN, * fits anything: answer as IAM does without it")
    .option("--policy <file>", "the caller's IAM policy, as JSON: what it does not allow is denied")
    .option("--verify-signatures", "let in only AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, from here")
    .option("--npmjs <url|dir>", "what is behind public:npmjs: a registry, or a folder of packuments")
    .option("--explicit-port", "tarball URLs always have a port, as the service's own have")
    .option("--assume <name=answer...>", "another answer to what nobody documents about the service")
    .action(async (options) => settle(await (await import("./verbs/emulator.ts")).emulator(host, options)));
}
