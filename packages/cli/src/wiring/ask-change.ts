import { ReleaseError, type Bump } from "@convoy/core";
import type { Host } from "../host.ts";

export interface AskedBump {
  readonly name: string;
  readonly bump: Bump;
}

const BUMPS: readonly Bump[] = ["patch", "minor", "major", "none"];

/** Asks which of the packages a changeset is for, and how much of each version moves. */
export async function askBumps(
  ask: NonNullable<Host["ask"]>,
  packages: readonly { readonly name: string; readonly version: string }[],
): Promise<readonly AskedBump[]> {
  const lines = packages.map(({ name, version }, at) => `  ${at + 1}  ${name} ${version}`);
  const chosen = await ask(
    `Changed, and without a changeset:\n${lines.join("\n")}\nWhich of them, by number? (Enter: all) `,
  );
  const asked: AskedBump[] = [];
  for (const { name, version } of chosenOf(packages, chosen)) {
    const answer = await ask(
      `How much of ${name} ${version} moves: patch, minor, major or none? (Enter: patch) `,
    );
    asked.push({ name, bump: bumpOf(answer) });
  }
  return asked;
}

function chosenOf<T>(packages: readonly T[], answer: string): readonly T[] {
  const numbers = answer.match(/\d+/g) ?? [];
  if (numbers.length === 0) return packages;
  return [...new Set(numbers)].map((number) => {
    const one = packages[Number(number) - 1];
    if (one === undefined) throw refused(`there is no package ${number} in the list`);
    return one;
  });
}

/** The first letters will do. */
function bumpOf(answer: string): Bump {
  const bump = BUMPS.find((one) => one.startsWith(answer.toLowerCase()));
  if (bump === undefined) throw refused(`\`${answer}\` is none of ${BUMPS.join(", ")}`);
  return bump;
}

function refused(message: string): ReleaseError {
  return new ReleaseError("CHANGE_INCOMPLETE", message, { hint: "Run `convoy change` again." });
}
