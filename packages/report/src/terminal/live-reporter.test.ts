import { PassThrough } from "node:stream";
import { expect, test } from "@jest/globals";
import xterm from "@xterm/headless";
import type { ReleaseEvent } from "@convoy/core";
import { terminalReporter } from "./terminal-reporter.ts";

const version = "1.1.0";
const act = "stage";

/** A real terminal without a screen, and a clock that the test moves. */
async function worldOf({ rows = 8, verbose = false }: { rows?: number; verbose?: boolean } = {}) {
  const terminal = new xterm.Terminal({
    cols: 60,
    rows,
    scrollback: 5000,
    convertEol: true,
    allowProposedApi: true,
  });
  const stream = Object.assign(new PassThrough(), { columns: 60, rows });
  let writes = 0;
  let now = 0;
  let tick = () => {};
  const every = (_milliseconds: number, redraw: () => void) => {
    tick = redraw;
    return () => (tick = () => {});
  };
  const clock = { now: () => now, every };
  stream.on("data", (chunk: Buffer) => {
    writes += 1;
    terminal.write(chunk);
  });
  return {
    reporter: await terminalReporter({ stream, colour: false, live: true, verbose, clock }),
    pass(milliseconds: number) {
      for (const end = now + milliseconds; now < end;) {
        now += 100;
        tick();
      }
    },
    get writes() {
      return writes;
    },
    /** All lines, those scrolled away too, without the empty ones at the end. */
    async lines(): Promise<readonly string[]> {
      await new Promise<void>((resolve) => terminal.write("", resolve));
      const { buffer } = terminal;
      const lines = Array.from({ length: buffer.active.length }, (_, row) =>
        buffer.active.getLine(row)?.translateToString(true),
      );
      return lines.join("\n").trimEnd().split("\n");
    },
  };
}

function begun(count: number): readonly ReleaseEvent[] {
  const packages = Array.from({ length: count }, (_, index) => ({ name: `@acme/p${index}`, version }));
  return [
    { kind: "release-started", id: "r1", strategy: "staged", target: "acme/npm-releases", packages },
    { kind: "phase-started", phase: "stage", total: count },
    ...packages.map(({ name }): ReleaseEvent => ({ kind: "package-began", name, version, act })),
  ];
}

function settled(name: string): ReleaseEvent {
  return { kind: "package-settled", name, version, act, ok: true };
}

const ended: ReleaseEvent = {
  kind: "release-ended",
  id: "r1",
  outcome: "nothing-to-do",
  packages: [],
  tags: [],
  commit: null,
  requests: 1,
  durationMs: 100,
};

test("packages in flight are redrawn in place, and finished ones leave no trace", async () => {
  const world = await worldOf();
  begun(2).forEach(world.reporter.emit);
  world.pass(1000);
  world.reporter.emit(settled("@acme/p0"));
  world.pass(1100);
  expect(await world.lines()).toEqual([
    "Release r1: 2 packages to acme/npm-releases (staged)",
    "Staging ████████████░░░░░░░░░░░░ 1/2 2s",
    "· @acme/p1 1.1.0 staging 2s",
  ]);
});

test("under verbose, finished packages scroll away above the view", async () => {
  const world = await worldOf({ rows: 4, verbose: true });
  begun(9).forEach(world.reporter.emit);
  world.pass(100);
  for (const index of [0, 1, 2, 3, 4]) {
    world.reporter.emit(settled(`@acme/p${index}`));
    world.pass(100);
  }
  expect(await world.lines()).toEqual([
    "Release r1: 9 packages to acme/npm-releases (staged)",
    ...[0, 1, 2, 3, 4].map((index) => `  ✓ @acme/p${index} 1.1.0 staged`),
    expect.stringMatching(/^Staging █+░+ 5\/9/),
    "· @acme/p5 1.1.0 staging 0s",
    "  and 3 more",
  ]);
});

test("however many packages are in flight, nothing but what was told scrolls away", async () => {
  const world = await worldOf({ rows: 6 });
  begun(1000).forEach(world.reporter.emit);
  for (let index = 0; index < 1000; index += 1) {
    world.reporter.emit(settled(`@acme/p${index}`));
    world.pass(100);
  }
  world.reporter.emit({ kind: "phase-ended", phase: "stage", durationMs: 100_000 });
  world.reporter.emit(ended);
  expect(await world.lines()).toEqual([
    "Release r1: 1000 packages to acme/npm-releases (staged)",
    "Staged 1000 packages in 1m 40s",
    "",
    "✓ Nothing to do: no package has anything to release.",
  ]);
});

test("a burst of events is drawn once, and a quiet view once a second", async () => {
  const world = await worldOf();
  begun(1000).forEach(world.reporter.emit);
  expect(world.writes).toBe(0);
  world.pass(100);
  const first = world.writes;
  expect(first).toBeLessThanOrEqual(2);
  world.pass(5000);
  expect(world.writes - first).toBe(5);
});

test("what is told after the end still appears, below the summary", async () => {
  const world = await worldOf();
  world.reporter.emit(ended);
  world.reporter.close();
  world.reporter.emit({ kind: "noted", note: { code: "LOCK_KEPT", message: "the lock is still there" } });
  expect((await world.lines()).at(-1)).toBe("! LOCK_KEPT: the lock is still there");
});
