import process from "node:process";
import picocolors from "picocolors";

/** A chapter of the demo. */
export function chapter(title: string): void {
  process.stdout.write(`\n${picocolors.bold(title)}\n`);
}

/** A command as a user would type it, and what it printed. */
export function show(command: string, output: string): void {
  const lines = output.trimEnd().split("\n");
  process.stdout.write(`  ${picocolors.dim("$")} ${picocolors.cyan(command)}\n`);
  for (const line of lines) process.stdout.write(line === "" ? "\n" : `    ${line}\n`);
}

/** Something that must be so. The demo ends here when it is not. */
export function prove(claim: string, holds: boolean, detail = ""): void {
  if (!holds) throw new Error(`not so: ${claim}${detail === "" ? "" : `\n${detail}`}`);
  process.stdout.write(`  ${picocolors.green("✓")} ${claim}\n`);
}
