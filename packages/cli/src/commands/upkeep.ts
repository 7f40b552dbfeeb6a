import { Option, type Command } from "commander";
import { answeringOn, type Settle } from "../answering.ts";
import type { Host } from "../host.ts";
import { addVerb, waitOption, wholeNumber } from "../options.ts";

/** The verbs for what stays: what the repositories keep, and the emulator. */
export function addUpkeep(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  waitOption(
    addVerb(
      program,
      "prune",
      "thin out old versions and snapshots by the rules of convoy.json; shows them first",
    ),
  )
    .option("--yes", "do it")
    .action(answering(async () => (await import("../verbs/prune.ts")).prune));
  addEmulator(program, host, settle);
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
    .action(async (options) => settle(await (await import("../verbs/emulator.ts")).emulator(host, options)));
}
