import type { Command } from "commander";
import { answeringOn, type Settle } from "../answering.ts";
import type { Host } from "../host.ts";
import { addVerb, installClient, runOptions } from "../options.ts";

/** The verbs that look at a release that has begun, or is over, and bring it to its end. */
export function addAfterwards(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  addVerb(program, "status", "print where a release is, or all that this clone knows")
    .argument("[id]", "the release")
    .action(answering(async () => (await import("../verbs/status.ts")).status));
  addRecovery(program, host, settle);
  addVerb(program, "report", "print what a release did: what, why, when, with which hashes")
    .argument("[id]", "the release; else the newest")
    .option("--html <file>", "write it as a page, too")
    .action(answering(async () => (await import("../verbs/report.ts")).report));
  addVerb(program, "verify", "read a release back from the channel: is it as it was released?")
    .argument("[id]", "the release; else the newest that is done")
    .option("--install [client]", "install all of it, too: with pnpm, or with npm or yarn", installClient)
    .action(answering(async () => (await import("../verbs/verify.ts")).verify));
}

function addRecovery(program: Command, host: Host, settle: Settle): void {
  runOptions(addVerb(program, "resume", "carry on the release that stopped"))
    .argument("[id]", "the release; else the one that has not ended")
    .option("--from <dir>", "the tarballs, where they were packed elsewhere")
    .action(async (id, options) =>
      settle(await (await import("../verbs/recover.ts")).resume(host, options, id)),
    );
  runOptions(addVerb(program, "rollback", "take a release back"))
    .argument("<id>", "the release")
    .action(async (id, options) =>
      settle(await (await import("../verbs/recover.ts")).rollback(host, options, id)),
    );
  const answering = answeringOn(host, settle);
  addVerb(program, "unlock", "free the lock of a release whose process is gone")
    .argument("<id>", "the release that holds the lock, as `convoy status` and the refusal name it")
    .action(answering(async () => (await import("../verbs/unlock.ts")).unlock));
}
