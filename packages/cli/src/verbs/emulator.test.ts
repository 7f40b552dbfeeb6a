import { expect, test } from "@jest/globals";
import { convoy } from "../command.fixture.ts";

const atOnce = {
  onInterrupt(callback: () => void) {
    queueMicrotask(callback);
    return () => undefined;
  },
};

test("the emulator prints one line when it is ready, and ends when it is told to", async () => {
  const { exitCode, stdout } = await convoy("/", ["emulator", "--port", "0"], atOnce);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^CodeArtifact emulator on http:\/\/127\.0\.0\.1:\d+\n$/);
});

test("with --json the line is a document", async () => {
  const ran = await convoy("/", ["emulator", "--json"], atOnce);
  expect(ran.json()).toEqual([{ format: 1, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) }]);
});

test("a seed that is not there is refused by its name", async () => {
  const { exitCode, stderr } = await convoy("/", ["emulator", "--seed", "no-such-seed.json"], atOnce);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("/no-such-seed.json");
});
