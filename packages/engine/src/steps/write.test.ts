import { expect, test } from "@jest/globals";
import type { Presence } from "@convoy/core";
import { untilSeen, type Write } from "./write.ts";

const ABSENT = { kind: "absent" } as const;
const OURS = { kind: "present", integrity: "sha512-ours" } as const;
const OTHER = { kind: "present", integrity: "sha512-other" } as const;

/** Waits for a version of which one look after the other shows these; the last again and again. */
async function see(
  ...shown: readonly Presence[]
): Promise<{ seen: Presence | { code: string }; looks: number }> {
  let [now, looks] = [0, 0];
  const write: Write = {
    subject: "http@1.1.0",
    place: "acme/npm-releases",
    integrity: "sha512-ours",
    send: () => Promise.reject(new Error("nothing is sent")),
    look: async () => shown[Math.min((looks += 1), shown.length) - 1] ?? ABSENT,
    acknowledged: () => undefined,
    declined: () => undefined,
  };
  const ports = {
    clock: { now: () => now, wall: () => 0, sleep: async (ms: number) => void (now += ms) },
    random: () => 0.5,
    emit: () => undefined,
    ceilings: { upload: 1, copy: 1, read: 1, attempts: 1, visibleMs: 10_000 },
  };
  const seen = await untilSeen(write, ports).catch((error: { code: string }) => ({ code: error.code }));
  return { seen, looks };
}

test("F15: other bytes that are seen for a moment are no conflict", async () => {
  expect(await see(ABSENT, OTHER, OTHER, ABSENT, OTHER, OURS)).toEqual({ seen: OURS, looks: 6 });
});

test("F16: other bytes that are seen three times in a row are", async () => {
  expect(await see(ABSENT, OTHER)).toEqual({ seen: { code: "BYTES_DIFFER" }, looks: 4 });
});

test("F15: what does not show in time is told as such", async () => {
  expect((await see(ABSENT)).seen).toEqual({ code: "NOT_VISIBLE" });
});
