import { maxSatisfying, satisfies, valid, validRange } from "semver";

/** The clients whose ways of choosing a version differ. */
export const CLIENTS = ["npm", "pnpm", "yarn"] as const;
export type Client = (typeof CLIENTS)[number];

/** What a consumer sees of one version. */
export interface ShelfVersion {
  readonly integrity: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A package as it lies on the shelf: its visible versions and its dist-tags. */
export interface ShelfPackage {
  readonly versions: ReadonlyMap<string, ShelfVersion>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A channel as consumers see it at one moment. */
export type Shelf = ReadonlyMap<string, ShelfPackage>;

/** `name@version` to the integrity, as in a lock file. */
export type LockFile = ReadonlyMap<string, string>;

/**
 * The version that the client installs for the range, exact version or dist-tag; undefined when it fails. npm and
 * pnpm take `latest` where it satisfies the range, and else the highest match; Yarn always takes the highest.
 */
export function resolve(
  client: Client,
  { versions, tags }: ShelfPackage,
  wanted: string,
): string | undefined {
  if (valid(wanted) !== null) return versions.has(wanted) ? wanted : undefined;
  if (validRange(wanted) === null) {
    const tagged = tags[wanted];
    return tagged !== undefined && versions.has(tagged) ? tagged : undefined;
  }
  const latest = tags["latest"];
  if (client !== "yarn" && latest !== undefined && versions.has(latest) && satisfies(latest, wanted))
    return latest;
  return maxSatisfying([...versions.keys()], wanted) ?? undefined;
}

/** Installs a package with all that it needs. Throws with the way to what could not be found. */
export function install(
  client: Client,
  shelf: Shelf,
  root: { readonly name: string; readonly wanted: string },
): LockFile {
  const lock = new Map<string, string>();
  const visit = (name: string, wanted: string, way: string): void => {
    const found = shelf.get(name);
    const version = found && resolve(client, found, wanted);
    const stored = version === undefined ? undefined : found?.versions.get(version);
    const here = `${way}${name}@${wanted}`;
    if (version === undefined || stored === undefined) throw new Error(`${client} cannot install ${here}`);
    if (lock.has(`${name}@${version}`)) return;
    lock.set(`${name}@${version}`, stored.integrity);
    for (const [dependency, range] of Object.entries(stored.dependencies))
      visit(dependency, range, `${here} → `);
  };
  visit(root.name, root.wanted, "");
  return lock;
}

/**
 * What no consumer can install at this moment: a dist-tag of a version that is not there, or a dependency of a
 * visible version that resolves to nothing. Empty when the channel is whole. Where every dependency of every
 * version resolves, every install does.
 */
export function unresolvable(shelf: Shelf): readonly string[] {
  const faults: string[] = [];
  for (const [name, { versions, tags }] of shelf) {
    for (const [tag, version] of Object.entries(tags))
      if (!versions.has(version))
        faults.push(`dist-tag ${tag} of ${name} names ${version}, which is not there`);
    for (const [version, { dependencies }] of versions) {
      for (const [dependency, range] of Object.entries(dependencies)) {
        const found = shelf.get(dependency);
        const failing = CLIENTS.filter((client) => !found || resolve(client, found, range) === undefined);
        if (failing.length > 0)
          faults.push(`${failing.join(", ")} cannot install ${name}@${version}: no ${dependency}@${range}`);
      }
    }
  }
  return faults;
}

/** What a client with this lock file can no longer install, or would get other bytes of. */
export function brokenBy(lock: LockFile, shelf: Shelf): readonly string[] {
  return [...lock].flatMap(([locked, integrity]) => {
    const at = locked.lastIndexOf("@");
    const found = shelf.get(locked.slice(0, at))?.versions.get(locked.slice(at + 1));
    if (found?.integrity === integrity) return [];
    return [`${locked} was locked as ${integrity} and is ${found?.integrity ?? "gone"}`];
  });
}
