/** `scopes`: all names of the packages' scopes. `names`: these names and no others. */
export type Guard = "scopes" | "names";

/**
 * The package groups that hold the packages. A scope is guarded whole, because a name that is not taken yet is as good
 * to an attacker as one that is; a package without a scope can only be a group of its own.
 */
export function groupPatterns(names: readonly string[], guard: Guard): readonly string[] {
  const patterns = names.map((name) => {
    const [, scope = "", bare = name] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
    return scope !== "" && guard === "scopes" ? `/npm/${scope}/*` : `/npm/${scope}/${bare}$`;
  });
  return [...new Set(patterns)].toSorted();
}
