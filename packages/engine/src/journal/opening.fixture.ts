import type { Opening } from "./entry.ts";

/** An id of an object of git. */
const OID = "a".repeat(40);

/** How the journal of a staged release of nothing begins. */
export const OPENING: Opening = {
  kind: "opened",
  format: 1,
  id: "20260131-174500-1f3a",
  verb: "release",
  strategy: "staged",
  onFailure: "rollback",
  target: "acme/npm-releases",
  plan: { format: 1, commit: OID, releases: [], estimate: { requests: 0, depth: 0 } },
  start: { base: OID, branch: "main", remote: "origin", remoteBranch: OID },
  tags: {},
  commitMessage: "chore: release",
  before: {},
  holder: { host: "here", pid: 1 },
  startedAt: 0,
};
