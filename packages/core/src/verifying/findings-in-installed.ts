import type { ReleasedPackage, VerifyFinding } from "./facts.ts";
import { findingOf } from "./finding.ts";

/** A version that a client has locked; without a hash where its lock file has none. */
export interface InstalledVersion {
  readonly name: string;
  readonly version: string;
  readonly integrity?: string;
}

/** What a client has installed otherwise than it was released. */
export function findingsInInstalled(
  packages: readonly ReleasedPackage[],
  installed: readonly InstalledVersion[],
  client: string,
): readonly VerifyFinding[] {
  const found = new Map(installed.map((one) => [`${one.name}@${one.version}`, one]));
  return packages.flatMap((one): readonly VerifyFinding[] => {
    const there = found.get(`${one.name}@${one.version}`);
    if (there === undefined) {
      const message = `was not installed by ${client}, though it was asked for`;
      return [findingOf("error", one, { code: "INSTALL_INCOMPLETE", message, hint: "" })];
    }
    if (there.integrity === undefined || there.integrity === one.integrity) return [];
    const message = `was installed by ${client} as ${there.integrity}, and was released as ${one.integrity}`;
    return [findingOf("error", one, { code: "INSTALL_DIFFERS", message, hint: "" })];
  });
}
