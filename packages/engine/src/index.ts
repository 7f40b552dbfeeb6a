export type { Effect, Holder, JournalEntry, Opening, ReleaseState, ReleaseVerb } from "./journal/entry.ts";
export { packagesSoFar, type ReleaseRecord } from "./journal/record.ts";
export { openRecords, type ReleaseRecords } from "./journal/records.ts";
export type * from "./ports.ts";
export { carryOut, resume, rollBack } from "./release/carry-out.ts";
export type { ReleaseOrder } from "./release/order.ts";
