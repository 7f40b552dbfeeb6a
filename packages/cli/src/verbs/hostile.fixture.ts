import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@jest/globals";
import type { Ran } from "../command.fixture.ts";

const CANARY = "canary-was-here";

/** What a shell, git, a terminal or a CI runner would act on, if it ever came to it as more than a word. */
export const PAYLOADS: readonly string[] = [
  `$(touch ${CANARY})`,
  `\`touch ${CANARY}\``,
  // Without a space, as git lets a branch be called.
  `$(touch\${IFS}${CANARY})`,
  `x;touch\${IFS}${CANARY};x`,
  `x; touch ${CANARY};`,
  `x | touch ${CANARY}`,
  `x && touch ${CANARY}`,
  `x\ntouch ${CANARY}\n`,
  `"'; touch ${CANARY} #`,
  `--output=${CANARY}`,
  `--upload-pack=touch ${CANARY}`,
  `-oProxyCommand=touch ${CANARY}`,
  `ext::sh -c touch% ${CANARY}`,
  `../../${CANARY}`,
  "@{-1}",
  "nul\0byte",
  "rtl\u202etxt.exe",
  "zero\u200bwidth",
  "\u001b[2J\u001b]0;title\u0007esc",
  "::set-output name=a::b",
  "##vso[task.setvariable variable=a]b",
  "a".repeat(10_000),
];

/** Those that can stand in the name of a file. */
export const FILE_PAYLOADS: readonly string[] = PAYLOADS.filter(
  (payload) => !payload.includes("\0") && !payload.includes("/") && payload.length < 200,
);

/** Nothing that was given as a word has been carried out, here or in the folder above. */
export function expectNoCanary(root: string): void {
  for (const folder of [root, dirname(root), process.cwd()])
    expect([folder, existsSync(join(folder, CANARY))]).toEqual([folder, false]);
}

/** What was printed is text: it moves no cursor, hides nothing, and no runner takes a line of it for a command. */
export function expectPlain({ stdout, stderr }: Pick<Ran, "stdout" | "stderr">): void {
  for (const text of [stdout, stderr]) {
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
    expect(text).not.toMatch(/^::|##(vso)?\[/m);
  }
}

/** Refused before anything began, with a code that says what is wrong, and in text that does no harm. */
export function expectRefused(ran: Ran, root: string, codes: RegExp): void {
  expect([ran.exitCode, ran.stderr + ran.stdout]).toEqual([2, expect.stringMatching(codes)]);
  expectPlain(ran);
  expectNoCanary(root);
}
