import { dependentsOf } from "../scheduling/order.ts";
import { totalOrder } from "../planning/total-order.ts";
import { candidatesOf, type RetentionInput } from "./candidates.ts";
import type { Removal, StoredPackage, StoredVersion } from "./stored.ts";
import { Resolver, wishesIn } from "./wishes.ts";

/** What may go of one package. */
export interface PackagePruning {
  readonly name: string;
  readonly removals: readonly Removal[];
}

/**
 * What the rules let go, in turns: a package in a later one than all that need it. Whatever the rules, `latest` and
 * every other dist-tag but those of the snapshots that go still name a version that is there, and what each version
 * that stays is installed with is still there, to the version.
 */
export function versionsToPrune(input: RetentionInput): readonly (readonly PackagePruning[])[] {
  const candidates: Candidates = new Map(
    input.packages.map((one) => [
      one.name,
      new Map(candidatesOf(one, input).map((removal) => [removal.version, removal])),
    ]),
  );
  keepNeeded(input.packages, candidates);
  return inTurns(input.packages, candidates);
}

type Candidates = ReadonlyMap<string, Map<string, Removal>>;

/** Takes out of the candidates what a version that stays is installed with, and what that needs, and so on. */
function keepNeeded(packages: readonly StoredPackage[], candidates: Candidates): void {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const resolver = new Resolver(packages);
  const kept = packages.flatMap(({ name, versions }) =>
    versions
      .filter((stored) => isInstallable(stored) && !candidates.get(name)?.has(stored.version))
      .map(({ version }) => ({ name, version })),
  );
  // The list grows while it is walked: what is kept keeps what it needs.
  for (const { name, version } of kept) {
    for (const wish of wishesIn(byName.get(name)?.needs.get(version) ?? {})) {
      const found = resolver.find(wish);
      if (found === undefined || !candidates.get(wish.name)?.delete(found)) continue;
      kept.push({ name: wish.name, version: found });
    }
  }
}

/** A lock file installs what is Unlisted, too. */
function isInstallable({ status }: StoredVersion): boolean {
  return status === "Published" || status === "Unlisted";
}

function inTurns(
  packages: readonly StoredPackage[],
  candidates: Candidates,
): readonly (readonly PackagePruning[])[] {
  const going = packages.filter(({ name }) => (candidates.get(name)?.size ?? 0) > 0);
  const names = new Set(going.map(({ name }) => name));
  const nodes = going.map(({ name, needs }) => {
    const needed = [...needs.values()].flatMap((each) => wishesIn(each).map((wish) => wish.name));
    return { name, after: [...new Set(needed)].filter((other) => other !== name && names.has(other)) };
  });
  const dependents = dependentsOf(nodes);
  const turns: PackagePruning[][] = [];
  const turnOf = new Map<string, number>();
  for (const { name } of totalOrder(nodes).toReversed()) {
    const turn = Math.max(0, ...(dependents.get(name) ?? []).map((other) => (turnOf.get(other) ?? -1) + 1));
    turnOf.set(name, turn);
    (turns[turn] ??= []).push({ name, removals: [...(candidates.get(name)?.values() ?? [])] });
  }
  return turns;
}
