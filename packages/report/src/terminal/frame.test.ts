import { expect, test } from "@jest/globals";
import type { ReleaseEvent } from "@convoy/core";
import { paletteOf } from "../text/style.ts";
import { drawFrame } from "./frame.ts";
import { Progress } from "./progress.ts";

const version = "1.1.0";
const error = { code: "CONNECTION_RESET", message: "the registry closed the connection" };

function began(name: string): ReleaseEvent {
  return { kind: "package-began", name, version, act: "stage" };
}

function settled(name: string, ok: boolean = true): ReleaseEvent {
  return { kind: "package-settled", name, version, act: "stage", ok, ...(ok ? {} : { error }) };
}

function frameOf(events: readonly ReleaseEvent[], size: { columns?: number; rows?: number } = {}): string {
  const progress = new Progress();
  events.forEach((event, index) => progress.record(event, index * 500));
  const frame = drawFrame(progress, events.length * 500, {
    size: { columns: 80, rows: 24, ...size },
    paint: paletteOf(),
  });
  return frame.join("\n");
}

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `@acme/p${index}`);
}

const staging: ReleaseEvent = { kind: "phase-started", phase: "stage", total: 12 };

test("the bar counts the packages that are through and guesses the rest; failed ones stay in sight", () => {
  const through = namesOf(4).flatMap((name) => [began(name), settled(name)]);
  const retrying: ReleaseEvent = { kind: "retrying", subject: "@acme/http", attempt: 1, waitMs: 4000, error };
  const events = [
    staging,
    ...through,
    began("@acme/bad"),
    settled("@acme/bad", false),
    began("@acme/http"),
    retrying,
  ];
  expect(frameOf([...events, began("@acme/log")])).toMatchInlineSnapshot(`
"Staging ████████░░░░░░░░░░░░░░░░ 4/12 7s, about 14s left
✗ @acme/bad 1.1.0 staging failed CONNECTION_RESET: the registry closed the conn…
· @acme/http 1.1.0 staging 1s retry 1 in 3s: CONNECTION_RESET: the registry clo…
· @acme/log 1.1.0 staging 0s"
`);
});

test("a package that failed and then succeeded is no longer shown as failed", () => {
  expect(frameOf([staging, settled("@acme/a", false), settled("@acme/a"), began("@acme/b")])).not.toContain(
    "✗",
  );
});

test("a phase that tells of no single package has no bar", () => {
  expect(frameOf([{ kind: "phase-started", phase: "pack", total: 300 }])).toBe("Packing 300 packages 0s");
  expect(frameOf([{ kind: "phase-started", phase: "commit", total: 0 }])).toBe("Pushing commit and tags 0s");
});

test("a slow-down is said beside the bar while it lasts", () => {
  expect(frameOf([staging, { kind: "slowed", waitMs: 3000 }])).toBe(
    "Staging 12 packages 1s, slowed by the registry for 3s",
  );
});

test.each([3, 5, 24])("a thousand packages in flight never take more than a screen of %d rows", (rows) => {
  const lines = frameOf([staging, ...namesOf(1000).map(began)], { rows }).split("\n");
  expect(lines).toHaveLength(rows - 1);
  expect(lines.at(-1)).toBe(`  and ${1000 - (rows - 3)} more`);
});

test.each([1, 2])("on a screen of %d rows there is the bar alone", (rows) => {
  expect(frameOf([staging, ...namesOf(1000).map(began)], { rows })).toMatch(/^Staging .* 0\/12 8m 20s$/);
});

test("a long line is cut at the edge of the screen, wide characters counted as two", () => {
  const frame = frameOf([staging, began(`@acme/${"包".repeat(60)}`)], { columns: 40 });
  expect(frame.split("\n").at(-1)).toBe(`· @acme/${"包".repeat(15)}…`);
});
