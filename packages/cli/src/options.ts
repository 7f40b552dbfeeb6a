import type { InstallClient } from "@convoy/workspace";
import { InvalidArgumentError, Option, type Command } from "commander";

/** A verb with the options that all of them take. */
export function addVerb(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--cwd <dir>", "the workspace, or a folder in it", ".")
    .option("--json", "JSON on standard output, text on standard error")
    .option("--verbose", "more lines, and stacks of errors");
}

/** What makes a plan. */
export function planOptions(command: Command): Command {
  return command
    .option("--tag <tag>", "the dist-tag of all packages")
    .option("--snapshot <tag>", "throw-away versions under this dist-tag")
    .option("--since <ref>", "with --snapshot: the packages that the changes since REF reach")
    .option("--expires <time>", "with --snapshot: how long it is meant to stay, as 12h, 14d or 2w")
    .addOption(fromOption());
}

/** Where the changes come from. Named apart from the `--from` of `publish`, which is a folder. */
export function fromOption(): Option {
  const option = new Option(
    "--from <source>",
    "what tells what has changed; commits: the conventional ones",
  ).choices(["changesets", "commits"]);
  option.attributeName = () => "changesFrom";
  return option;
}

/** What a run may be told. */
export function runOptions(command: Command): Command {
  return command.option("--grace <seconds>", "how long a rollback after Ctrl-C may take", wholeNumber, 30);
}

/** For runs that begin a release. */
export function waitOption(command: Command): Command {
  return command.option(
    "--wait <seconds>",
    "how long to wait for another release that is under way",
    wholeNumber,
  );
}

/** For what has a graph. */
export function graphOption(): Option {
  return new Option("--graph <kind>", "print the graph instead").choices(["mermaid"]);
}

/** Reads an argument. Throws what commander makes a usage error of. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

// Not the list that the workspace room has: every start of the command would load that room for it.
const CLIENTS: readonly InstallClient[] = ["npm", "pnpm", "yarn"];

/** Reads the client of `--install [client]`, which takes what comes after it for one. */
export function installClient(text: string): InstallClient {
  const client = CLIENTS.find((one) => one === text);
  if (client !== undefined) return client;
  throw new InvalidArgumentError(`Expected one of ${CLIENTS.join(", ")}; a release is named before it.`);
}

/** The life of a token of CodeArtifact. */
export function tokenSeconds(text: string): number {
  const seconds = wholeNumber(text);
  if (seconds !== 0 && (seconds < 900 || seconds > 43_200))
    throw new InvalidArgumentError("expected 900 to 43200, or 0");
  return seconds;
}
