/**
 * When a snapshot expires stands at the end of its version, in UTC: `0.0.0-pr-123-20261124140000.expires-20261208140000`.
 * There it is known to every machine that can list the versions, whatever else the registry keeps; nobody can change
 * it, a copy carries it along, and who meets the version in a lock file sees that it will go.
 */
const MARK = /\.expires-(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** The version of a snapshot with its end, in milliseconds since the epoch. */
export function expiringVersion(version: string, at: number): string {
  const digits = new Date(at).toISOString().slice(0, 19).replaceAll(/\D/g, "");
  return `${version}.expires-${digits}`;
}

/** When the version expires, in milliseconds since the epoch; undefined where it does not say. */
export function expiryOf(version: string): number | undefined {
  const [, year = "", month = "", day = "", hour = "", minute = "", second = ""] = MARK.exec(version) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Whether it is a snapshot: its version says when it expires, or is 0.0.0, as changesets makes them. */
export function isSnapshotVersion(version: string): boolean {
  return version.startsWith("0.0.0-") || expiryOf(version) !== undefined;
}

/** Whether the dist-tag is the one that the snapshot was published under, and so goes with it. */
export function isTagOfSnapshot(tag: string, version: string): boolean {
  if (tag === "latest" || !isSnapshotVersion(version)) return false;
  const own = version.slice(version.indexOf("-") + 1).replace(MARK, "");
  const [, name] = /^(.+)-\d{14}$/.exec(own) ?? [];
  // A template of one's own may have the name anywhere.
  return name === undefined ? `-${own}-`.replaceAll(".", "-").includes(`-${tag}-`) : name === tag;
}
