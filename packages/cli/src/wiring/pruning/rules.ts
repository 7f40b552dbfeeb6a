import { millisecondsOf, type RetentionRules } from "@convoy/core";
import type { ConvoyConfig } from "../../config/schema.ts";

const SNAPSHOT_AGE = "30d";
const RELEASE_AGE = "90d";
const KEPT = 10;

/** The retention rules of convoy.json. Without any, only snapshots go; releases never do unless a rule says so. */
export function rulesOf({ retention = {} }: Pick<ConvoyConfig, "retention">): RetentionRules {
  const { snapshots = {}, versions } = retention;
  return {
    snapshots: { age: ageOf(snapshots.age ?? SNAPSHOT_AGE), action: snapshots.action ?? "delete" },
    ...(versions === undefined
      ? {}
      : {
          versions: {
            keep: versions.keep ?? KEPT,
            age: ageOf(versions.age ?? RELEASE_AGE),
            action: versions.action ?? "archive",
          },
        }),
  };
}

/** The schema lets in nothing else than a time; were it to, nothing is old enough. */
function ageOf(text: string): number {
  return millisecondsOf(text) ?? Number.POSITIVE_INFINITY;
}
