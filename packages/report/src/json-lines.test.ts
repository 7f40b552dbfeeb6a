import { spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import type { ReleaseEvent } from "@convoy/core";
import { jsonLinesReporter } from "./json-lines.ts";

const ended: ReleaseEvent = {
  kind: "release-ended",
  id: "r1",
  outcome: "done",
  packages: [],
  tags: [],
  commit: null,
  requests: 3,
  durationMs: 10,
};

async function linesOf(...events: readonly ReleaseEvent[]): Promise<readonly string[]> {
  const stream = new PassThrough();
  const reporter = jsonLinesReporter({ stream, now: () => 1_764_000_000_000 });
  events.forEach(reporter.emit);
  reporter.close();
  stream.end();
  return (await text(stream)).trimEnd().split("\n");
}

test("each event is a line of JSON with the time at which it was written", async () => {
  expect(await linesOf({ kind: "phase-started", phase: "pack", total: 2 }, ended)).toEqual([
    '{"kind":"phase-started","phase":"pack","total":2,"at":1764000000000}',
    '{"kind":"release-ended","id":"r1","outcome":"done","packages":[],"tags":[],"commit":null,"requests":3,"durationMs":10,"at":1764000000000}',
  ]);
});

test("nothing comes after release-ended", async () => {
  expect(await linesOf(ended, { kind: "slowed", waitMs: 1 })).toHaveLength(1);
});

test("what a terminal or a CI runner would act on is escaped, and reads back the same", async () => {
  const message = "\u009b2J ##[set-env name=x]y ##vso[a]b \u001b[31m\n::set-output::z";
  const note: ReleaseEvent = { kind: "noted", note: { code: "A", message } };
  const [line = ""] = await linesOf(note);
  // oxlint-disable-next-line no-control-regex -- the very characters that must not be there
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|##\w*\[/);
  expect(JSON.parse(line)).toEqual({ ...note, at: 1_764_000_000_000 });
});

test("F48: a reader that closes the pipe does not disturb the release", async () => {
  const reader = spawn(process.execPath, ["-e", "process.stdin.destroy()"], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  const reporter = jsonLinesReporter({ stream: reader.stdin });
  await once(reader, "exit");
  for (let index = 0; index < 100; index += 1) reporter.emit({ kind: "slowed", waitMs: index });
  await new Promise((resolve) => reader.stdin.once("close", resolve).destroy());
  expect(() => reporter.emit(ended)).not.toThrow();
});

test("F48: a full log disk does not disturb the release", async () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
  const reporter = jsonLinesReporter({ stream });
  const failed = new Promise((resolve) => stream.once("close", resolve));
  reporter.emit({ kind: "slowed", waitMs: 1 });
  await failed;
  expect(() => reporter.emit(ended)).not.toThrow();
});
