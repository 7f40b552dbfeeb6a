import { Command, CommanderError } from "commander";
import { ReleaseError } from "@convoy/core";
import { printError, type ErrorOptions } from "./answer.ts";
import type { Settle } from "./answering.ts";
import { addCommands } from "./commands/add-commands.ts";
import { DONE, REFUSED } from "./exit-codes.ts";
import type { Host } from "./host.ts";

/** Their standard output under `--json` are events. */
const RUNNING_VERBS: readonly string[] = ["release", "publish", "resume", "rollback"];

/** Runs one command line and resolves with the exit code. Never throws: what is thrown is printed. */
export async function runConvoy(args: readonly string[], host: Host, toolVersion: string): Promise<number> {
  let exitCode = DONE;
  const settle = (code: number): void => {
    exitCode = code;
  };
  const program = programFor(host, toolVersion, settle);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return printError(host, errorOptions(args), thrown);
    // Help was printed: with exit code 0 where it was asked for.
    if (thrown.exitCode === 0 || thrown.code === "commander.help")
      return thrown.exitCode === 0 ? DONE : REFUSED;
    return printError(host, errorOptions(args), usageError(thrown, args, program));
  }
}

function errorOptions(args: readonly string[]): ErrorOptions {
  return {
    output: RUNNING_VERBS.includes(args[0] ?? "") ? "events" : "document",
    ...(args.includes("--json") ? { json: true } : {}),
    ...(args.includes("--verbose") ? { verbose: true } : {}),
  };
}

function usageError({ message }: CommanderError, args: readonly string[], program: Command): ReleaseError {
  const [first = ""] = args;
  const known = program.commands.some((command) => command.name() === first);
  const listed = known ? `\`convoy help ${first}\` lists what it takes.` : "`convoy help` lists the verbs.";
  const hint = first.startsWith("-") ? `The verb comes first: \`convoy VERB ${first}\`. ${listed}` : listed;
  return new ReleaseError("USAGE", message.replace(/^error: /, ""), { hint });
}

function programFor(host: Host, toolVersion: string, settle: Settle): Command {
  const program = new Command("convoy")
    .description("Releases many packages of a monorepo as one: every package arrives, or none does.")
    .version(toolVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
      // It comes again as what is thrown, and is printed as every error is.
      outputError: () => undefined,
    });
  addCommands(program, host, settle);
  return program;
}
