import { ReleaseError } from "../model/error.ts";
import { isDistTag } from "../planning/dist-tag.ts";

const LONGEST = 64;

/**
 * Refuses, with `SNAPSHOT_NAME_INVALID`, what cannot be the name of a snapshot. The name is a dist-tag and part of a
 * version, so it is made of letters, digits and hyphens; and `latest` is for releases.
 */
export function checkSnapshotName(name: string): void {
  const problem = problemOf(name);
  if (problem === undefined) return;
  const proposal = name
    .replace(/[^0-9A-Za-z]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST);
  const hint =
    problemOf(proposal) === undefined
      ? `Call it \`--snapshot ${proposal}\`.`
      : "Choose a word such as `pr-123`.";
  throw new ReleaseError("SNAPSHOT_NAME_INVALID", `${shown(name)} cannot be a snapshot: ${problem}`, {
    hint,
  });
}

function problemOf(name: string): string | undefined {
  if (name === "") return "it has no name";
  if (name.length > LONGEST) return `its name is longer than ${LONGEST} characters`;
  if (!/^[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?$/.test(name))
    return "its name is to be letters and digits, with hyphens between them";
  if (name.toLowerCase() === "latest") return "`latest` is what everybody installs, and is for releases";
  return isDistTag(name) ? undefined : "npm would take its name for a range of versions";
}

function shown(name: string): string {
  return JSON.stringify(name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
}
