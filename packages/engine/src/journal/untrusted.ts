import { z } from "zod";
import { decodeLines, encodeLine } from "./line.ts";
import { refuseNewer } from "./newer.ts";

const text = z.string().max(100_000);
const id = z.string().regex(/^[0-9]{8}-[0-9]{6}-[0-9a-f]{4}$/);
const oid = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const names = z.record(text, text);
const moment = z.number().min(0).max(8.64e15);
const error = z.looseObject({ code: text, message: text, hint: text.optional() });
const reason = z.looseObject({
  kind: text,
  changeset: text.optional(),
  name: text.optional(),
  group: z.array(text).optional(),
});
const release = z.looseObject({
  name: text,
  dir: text,
  from: text,
  to: text,
  bump: text,
  because: z.array(reason),
  after: z.array(text),
  distTag: text,
});
const refs = z.looseObject({
  base: oid,
  commit: oid,
  branch: text.nullable(),
  remote: text.nullable(),
  remoteBranch: oid.nullable(),
  tags: z.record(text, oid),
});
const report = z.looseObject({
  outcome: z.enum(["done", "nothing-to-do", "rolled-back", "refused", "unfinished"]),
  packages: z.array(
    z.looseObject({
      name: text,
      version: text,
      outcome: text,
      integrity: text.optional(),
      reason: text.optional(),
    }),
  ),
  tags: z.array(text),
  commit: text.nullable(),
  requests: z.number(),
  durationMs: z.number(),
  error: error.optional(),
});

/** What stands in a shared record, by kind. */
const SAID = z.discriminatedUnion("kind", [
  z.looseObject({
    kind: z.literal("opened"),
    format: z.literal(1),
    id,
    verb: z.enum(["release", "publish"]),
    strategy: z.enum(["staged", "direct"]),
    onFailure: z.enum(["rollback", "hold"]),
    target: text,
    plan: z.looseObject({ format: z.literal(1), commit: text, releases: z.array(release) }),
    start: z.looseObject({
      base: oid,
      branch: text.nullable(),
      remote: text.nullable(),
      remoteBranch: oid.nullable(),
    }),
    tags: names,
    commitMessage: text,
    made: refs.optional(),
    before: z.record(text, z.looseObject({ known: z.boolean(), version: text.nullable(), distTags: names })),
    holder: z.looseObject({ host: text, pid: z.number(), job: text.optional() }),
    startedAt: moment,
  }),
  z.looseObject({
    kind: z.literal("packed"),
    artifacts: z.array(z.looseObject({ name: text, version: text, integrity: text, size: z.number() })),
  }),
  z.looseObject({
    kind: z.literal("prepared"),
    refs,
  }),
  z.looseObject({
    kind: z.literal("settled"),
    effect: z.looseObject({ act: text, name: text.optional() }),
    outcome: z.enum(["ok", "absent", "conflict", "unknown"]),
  }),
  z.looseObject({ kind: z.literal("reached"), state: text }),
  z.looseObject({ kind: z.literal("turned-back"), error }),
  z.looseObject({ kind: z.literal("paused"), report }),
  z.looseObject({ kind: z.literal("ended"), report }),
]);

const SHARED_ENTRY = SAID.and(z.looseObject({ at: moment.optional() }));

/**
 * The part of a shared record that can be believed. Anybody who may push may have written it (S34): from the first
 * entry on that is not what it should be, nothing counts. Throws `JOURNAL_TOO_NEW` for a newer Convoy's.
 */
export function believablePart(journal: string): string {
  const { entries } = decodeLines(journal);
  refuseNewer(entries);
  const wrong = entries.findIndex((entry) => !SHARED_ENTRY.safeParse(entry).success);
  return (wrong < 0 ? entries : entries.slice(0, wrong)).map(encodeLine).join("");
}
