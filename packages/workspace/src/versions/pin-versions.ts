import { ReleaseError } from "@convoy/core";
import type { Changes } from "../changesets/changes.ts";

/**
 * The changes with exactly the planned versions, by package. A snapshot's version has the time in it, so the one that
 * was planned replaces the one that was worked out just now. Throws `PLAN_STALE` where the changesets no longer ask
 * for what was planned.
 */
export function pinVersions(changes: Changes, planned: Readonly<Record<string, string>>): Changes {
  const differences = differencesTo(changes, new Map(Object.entries(planned)));
  if (differences.length > 0) {
    throw new ReleaseError(
      "PLAN_STALE",
      `The changesets no longer ask for what was planned: ${differences.join(", ")}`,
      {
        hint: "Run `convoy plan` again.",
      },
    );
  }
  if (changes.snapshot === null) return changes;
  const to = (name: string, version: string): string =>
    Object.hasOwn(planned, name) ? (planned[name] ?? version) : version;
  const releases = changes.plan.releases.map((release) => ({
    ...release,
    ...(release.newVersion === undefined ? {} : { newVersion: to(release.name, release.newVersion) }),
  })) as Changes["plan"]["releases"];
  const bumps = changes.bumps.map((bump) => ({ ...bump, to: to(bump.name, bump.to) }));
  const catalogMoves = changes.catalogMoves.map((move) => ({ ...move, range: to(move.name, move.range) }));
  return { ...changes, bumps, catalogMoves, plan: { ...changes.plan, releases } };
}

function differencesTo(
  { bumps, snapshot }: Changes,
  planned: ReadonlyMap<string, string>,
): readonly string[] {
  const asked = new Map(
    bumps.flatMap(({ name, to, bump }) => (bump === "none" ? [] : [[name, to] as const])),
  );
  const names = new Set([...asked.keys(), ...planned.keys()]);
  return [...names].flatMap((name) => {
    const [now, then] = [asked.get(name), planned.get(name)];
    const same = snapshot === null ? now === then : (now === undefined) === (then === undefined);
    return same ? [] : `${name} (planned: ${then ?? "not at all"}, now: ${now ?? "not at all"})`;
  });
}
