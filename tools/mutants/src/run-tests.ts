import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { KillingTest } from "./mutant.ts";

/** Many times what they take on a busy machine: a bug may make the code wait, or go round, for ever. */
const LONGEST_TEST_MS = 20_000;
const LONGEST_MS = 60_000;
/** All of them in one run. */
export const LONGEST_OF_ALL_MS = 600_000;

/** How the named tests ended. `hung`: they did not. */
export interface TestRun {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly hung: boolean;
  /** Why tests could not even be run. */
  readonly broken: readonly string[];
}

/** Runs the named tests, and no others, in one jest process. */
export async function runTests(
  root: string,
  tests: readonly KillingTest[],
  longestMs: number = LONGEST_MS,
): Promise<TestRun> {
  const answer = join(root, "jest-answer.json");
  await rm(answer, { force: true });
  const files = [...new Set(tests.map(({ file }) => file))];
  const names = [...new Set(tests.map(({ name }) => escaped(name)))];
  const child = spawn(
    process.execPath,
    [
      "--experimental-vm-modules",
      "--disable-warning=ExperimentalWarning",
      join(root, "node_modules/jest/bin/jest.js"),
      "--silent",
      "--runInBand",
      `--testTimeout=${LONGEST_TEST_MS}`,
      "--json",
      `--outputFile=${answer}`,
      `--testNamePattern=${names.join("|")}`,
      "--runTestsByPath",
      ...files,
    ],
    { cwd: root, stdio: ["ignore", "ignore", "pipe"], timeout: longestMs, killSignal: "SIGKILL" },
  );
  const [words, [, signal]] = await Promise.all([text(child.stderr), once(child, "close")]);
  if (signal !== null) return { ...NOTHING, hung: true };
  if (!existsSync(answer)) return { ...NOTHING, broken: [`jest gave no answer: ${words}`] };
  return runOf(JSON.parse(await readFile(answer, "utf8")) as JestAnswer);
}

const NOTHING: TestRun = { passed: [], failed: [], hung: false, broken: [] };

/** The part of jest's answer that is read here. */
interface JestAnswer {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function runOf({ testResults }: JestAnswer): TestRun {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const namesOf = (wanted: string): readonly string[] =>
    all.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);
  const broken = testResults
    .filter(({ assertionResults }) => assertionResults.length === 0)
    .map(({ name, message }) => `${name}: ${message}`);
  return { passed: namesOf("passed"), failed: namesOf("failed"), hung: false, broken };
}

function escaped(name: string): string {
  return name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
