// Nx loads the plugin in a process of its own, a worker of the command or of the daemon.
import { findConvoy } from "../release/convoy-command.ts";
import { COMMAND_VARIABLE } from "../release/nx-process.ts";
import { refuseBeforehand } from "./refuse-beforehand.ts";

export interface PreTasksContext {
  readonly workspaceRoot: string;
  readonly argv: readonly string[];
}

/**
 * Runs before every run of tasks, and is for `nx release` alone. It tells the executors what was typed, and refuses what
 * cannot be published. No credential is handed on: every task of the run would see it in its environment, so our
 * executor's own process asks for one when it needs it.
 */
export async function preTasksExecution(
  _options: unknown,
  { workspaceRoot, argv }: PreTasksContext,
): Promise<void> {
  const command = argv.slice(2);
  if (command[0] !== "release") return;
  process.env[COMMAND_VARIABLE] = JSON.stringify(command);
  const dry =
    process.env["NX_DRY_RUN"] === "true" || command.some((arg) => /^(--dry-run|--dryRun|-d)$/.test(arg));
  // The top-level command has committed and tagged by now: the executor refuses, and takes that back.
  if (command[1] !== "publish" || dry) return;
  await refuseBeforehand({ root: workspaceRoot, bin: await findConvoy(workspaceRoot), env: process.env });
}
