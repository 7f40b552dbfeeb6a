import semver from "semver";

/**
 * The range for the new version of a dependency in the same workspace: `workspace:`, `file:` and `catalog:` stay, since
 * packing writes the version in their place; so does a range that has the new version; any other moves, and keeps
 * whether it was exact, `^` or `~`.
 */
export function nextRange(range: string, version: string): string {
  if (/^[a-z]+:/.test(range) || semver.validRange(range) === null) return range;
  if (semver.satisfies(version, range, { includePrerelease: true }) && semver.valid(range) === null)
    return range;
  return `${/^[\^~]/.exec(range)?.[0] ?? ""}${version}`;
}
