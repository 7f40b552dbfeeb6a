import { Option, type Command } from "commander";
import { answeringOn, type Settle } from "../answering.ts";
import type { Host } from "../host.ts";
import { addVerb, graphOption, planOptions, wholeNumber } from "../options.ts";

/** The verbs that say what a release would be, and write down what it is to be. Nothing leaves the machine. */
export function addPlanning(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  planOptions(addVerb(program, "plan", "print what would be released: what, why and in which order"))
    .addOption(graphOption())
    .option("--html <file>", "write the plan as a page, too")
    .option("--check", "ask the channel as well, and refuse what it would refuse")
    .action(answering(async () => (await import("../verbs/plan.ts")).plan));
  addVerb(program, "affected", "print the packages that commits touch, and all that depend on them")
    .requiredOption("--since <ref>", "count the changes from where this branch left REF")
    .addOption(graphOption())
    .action(answering(async () => (await import("../verbs/affected.ts")).affected));
  addVerb(program, "check", "exit 1 when a changed package to publish has no changeset")
    .requiredOption("--since <ref>", "count the changes from where this branch left REF")
    .option("--markdown", "as a comment for a pull request")
    .option("--comment", "keep it as one comment on the pull request that this CI run is for")
    .option("--status", "set it as the commit status convoy/changesets, too")
    .option("--pull-request <number>", "the pull request, where the CI does not say", wholeNumber)
    .action(answering(async () => (await import("../verbs/check.ts")).check));
  addChange(program, host, settle);
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
    .action(answeringOn(host, settle)(async () => (await import("../verbs/change.ts")).change));
}
