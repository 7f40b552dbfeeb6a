import { availableParallelism } from "node:os";
import { BUGS } from "./bugs/all.ts";
import { seeded, type Mutant } from "./mutant.ts";
import { LONGEST_OF_ALL_MS, runTests, type TestRun } from "./run-tests.ts";
import { makeScratch, type Scratch } from "./scratch.ts";

export interface Seeding {
  readonly root: string;
  /** Only the bugs in whose description all of these occur. */
  readonly words: readonly string[];
  readonly say: (line: string) => void;
}

/**
 * Seeds every bug, says of each whether a test has found it, and answers the complaints: bugs that survived, and bugs
 * or tests that are not there any more. None: the suite found all of them.
 */
export async function seedAll({ root, words, say }: Seeding): Promise<readonly string[]> {
  const chosen = BUGS.filter(({ bug }) => words.every((word) => bug.includes(word)));
  if (chosen.length === 0) return [`no bug has all of this in its description: ${words.join(" ")}`];
  const lanes = Math.min(2, availableParallelism());
  const scratches = await Promise.all(Array.from({ length: lanes }, () => makeScratch(root)));
  try {
    const [first] = scratches;
    const unfit = first === undefined ? [] : await testsThatDoNotPass(first, chosen);
    if (unfit.length > 0) return unfit;
    const complaints: string[] = [];
    const waiting = chosen.values();
    await Promise.all(
      scratches.map(async (scratch) => {
        for (const mutant of waiting) complaints.push(...(await seedOne(scratch, mutant, say)));
      }),
    );
    say(`${chosen.length} bugs were seeded, ${chosen.length - complaints.length} were found by the tests.`);
    return complaints;
  } finally {
    await Promise.all(scratches.map((scratch) => scratch.remove()));
  }
}

/** A test that fails anyway, or that has another name by now, finds nothing. */
async function testsThatDoNotPass(scratch: Scratch, mutants: readonly Mutant[]): Promise<readonly string[]> {
  const tests = mutants.flatMap(({ killedBy }) => killedBy);
  const { passed, failed, broken, hung } = await runTests(scratch.root, tests, LONGEST_OF_ALL_MS);
  const missing = tests
    .filter(({ name }) => !passed.some((full) => full.includes(name)))
    .map(
      ({ file, name }) => `no test \`${name}\` passes in ${file}: a bug names it as the one that finds it`,
    );
  if (hung) return ["the tests that find the bugs hang without a bug"];
  return [...broken, ...failed.map((name) => `fails without a bug: ${name}`), ...new Set(missing)];
}

async function seedOne(scratch: Scratch, mutant: Mutant, say: (line: string) => void): Promise<string[]> {
  const { bug, file, killedBy } = mutant;
  const from = performance.now();
  try {
    const run = await scratch.with(
      file,
      (text) => seeded(text, mutant),
      () => runTests(scratch.root, killedBy),
    );
    const found = run.hung || run.failed.length > 0;
    const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(5);
    say(`${found ? "killed  " : "SURVIVED"} ${seconds} s  ${bug}  (${file})`);
    return found ? [] : [survived(mutant, run)];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(`ERROR             ${bug}  (${file})`);
    return [message];
  }
}

function survived({ bug, file, killedBy }: Mutant, { broken }: TestRun): string {
  if (broken.length > 0) return `\`${bug}\` in ${file} is no bug but a broken file: ${broken.join("\n")}`;
  const tests = killedBy.map(({ file: where, name }) => `  ${where}: ${name}`).join("\n");
  return `\`${bug}\`, seeded into ${file}, survived these tests:\n${tests}`;
}
