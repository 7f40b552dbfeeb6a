import { Option, type Command } from "commander";
import { answeringOn, type Settle } from "../answering.ts";
import type { Host } from "../host.ts";
import { addVerb, tokenSeconds } from "../options.ts";
import type { InitOptions } from "../verbs/init.ts";

/** The verbs that make a workspace, a registry and a machine ready. */
export function addGettingReady(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  addVerb(program, "init", "make a workspace ready")
    .addOption(new Option("--target <kind>", "the kind of registry").choices(["codeartifact", "npm"]))
    .option("--domain <name>", "the CodeArtifact domain")
    .option("--domain-owner <account>", "the account that owns it, when it is another one")
    .option("--region <region>", "its AWS region")
    .option("--repository <name>", "the channel: the repository that consumers install from")
    .option("--staging <name>", "the stage: the repository that a release is uploaded to first")
    .option("--registry <url>", "the URL, for --target npm")
    .addOption(
      new Option("--ci <kind>", "the workflow to write").choices(["github", "gitlab", "codebuild", "none"]),
    )
    .addOption(
      new Option("--tags <by>", "who makes the git tags under `nx release`").choices(["nx", "convoy"]),
    )
    .option("--dry-run", "say what would be written")
    .option("--yes", "ask nothing")
    .action(
      answering(async () => {
        const { init } = await import("../verbs/init.ts");
        return (on: Host, options: InitOptions) => init(on, { ...options, version: program.version() ?? "" });
      }),
    );
  addCodeArtifact(program, host, settle);
}

function addCodeArtifact(program: Command, host: Host, settle: Settle): void {
  const answering = answeringOn(host, settle);
  addVerb(program, "setup", "make what releases need in CodeArtifact, as convoy.json says; shows it first")
    .option("--yes", "do it, and ask nothing")
    .addOption(
      new Option(
        "--iam [role]",
        "print the IAM policies of all roles, or of one, instead: what each needs, and no more",
      ).choices(["release", "read", "rehearse", "prune", "setup"]),
    )
    .option(
      "--cross-account <account>",
      "print what lets the account install; with --iam release, rehearse or prune: what lets it do that",
    )
    .action(answering(async () => (await import("../verbs/setup.ts")).setup));
  addVerb(program, "login", "make npm, pnpm or Yarn ready to install from the channel")
    .addOption(
      new Option("--client <client>", "the package manager; else that of the workspace").choices([
        "npm",
        "pnpm",
        "yarn",
        "yarn-classic",
      ]),
    )
    .option("--scope <scope...>", "packages of these scopes; else of those that the workspace publishes")
    .option("--all", "all packages, not only those of the scopes")
    .option("--print", "print the settings, with the token, and write nothing")
    .option(
      "--token-seconds <seconds>",
      "the life of the token: 900 to 43200, or 0 for the rest of the role's session; else 43200",
      tokenSeconds,
    )
    .action(answering(async () => (await import("../verbs/login.ts")).login));
  addVerb(program, "doctor", "find what would break a release, and say how to mend it")
    .option(
      "--quick",
      "without the rights of the role, which are tried, and what lies around the repositories",
    )
    .action(answering(async () => (await import("../verbs/doctor.ts")).doctor));
}
