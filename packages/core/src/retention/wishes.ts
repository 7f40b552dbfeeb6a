import semver from "semver";
import type { Needs, StoredPackage, StoredVersion } from "./stored.ts";

/** A package that is needed, and how. */
export interface Wish {
  readonly name: string;
  readonly range: string;
}

/** The needs of a version; an alias (`npm:@acme/http@^1.0.0`) as the package that it means. */
export function wishesIn(needs: Needs): readonly Wish[] {
  return Object.entries(needs).map(([name, range]) => {
    const [, aliased, wanted] = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(range) ?? [];
    return aliased === undefined ? { name, range } : { name: aliased, range: wanted ?? "latest" };
  });
}

const LOOSE = { loose: true };

/** What clients take for a range, of packages that do not change; each range is worked out once. */
export class Resolver {
  readonly #packages: ReadonlyMap<string, StoredPackage>;
  readonly #found: Map<string, string | undefined> = new Map();

  constructor(packages: readonly StoredPackage[]) {
    this.#packages = new Map(packages.map((one) => [one.name, one]));
  }

  /** The version: a dist-tag's, `latest` where it fits, else the highest that fits; one that is hidden comes last. */
  find({ name, range }: Wish): string | undefined {
    const one = this.#packages.get(name);
    if (one === undefined) return undefined;
    const key = `${name} ${range}`;
    if (!this.#found.has(key)) this.#found.set(key, resolved(one, range));
    return this.#found.get(key);
  }
}

function resolved({ versions, distTags }: StoredPackage, range: string): string | undefined {
  if (Object.hasOwn(distTags, range)) return distTags[range];
  const having = (status: StoredVersion["status"]): string[] =>
    versions.filter((stored) => stored.status === status).map(({ version }) => version);
  const published = having("Published");
  const { latest } = distTags;
  const fits = latest !== undefined && semver.satisfies(latest, range, LOOSE);
  if (fits && published.includes(latest)) return latest;
  const found =
    semver.maxSatisfying(published, range, LOOSE) ?? semver.maxSatisfying(having("Unlisted"), range, LOOSE);
  return found ?? undefined;
}
