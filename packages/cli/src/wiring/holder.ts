import { createHash } from "node:crypto";
import type { Holder } from "@convoy/engine";
import { isAlive, startOf, type WorkspaceGit } from "@convoy/workspace";
import type { Host } from "../host.ts";
import { ciJob } from "./ci-job.ts";

/** This process, for others who meet what it does. `git`: of the clone that it works in. */
export function holderOf(
  host: Pick<Host, "hostname" | "pid" | "env">,
  git: Pick<WorkspaceGit, "gitDirectory">,
): Holder {
  const { hostname, pid } = host;
  const since = startOf(pid);
  const job = ciJob(host);
  const place = `${hostname}:${git.gitDirectory()}`;
  // Others are told that it is another clone, and not what its folder is called.
  const clone = createHash("sha256").update(place).digest("hex").slice(0, 16);
  return {
    host: hostname,
    pid,
    clone,
    ...(since === undefined ? {} : { since }),
    ...(job === undefined ? {} : { job }),
  };
}

/**
 * Whether a holder is another process that runs on this machine now. One of another machine nobody can tell from here.
 * A number alone says little: after a restart, or in the next container of the same name, another process has it, and
 * it may be this one.
 */
export function isRunningHere(here: Pick<Host, "hostname" | "isAlive" | "pid">): (holder: Holder) => boolean {
  const runs = here.isAlive ?? isAlive;
  return ({ host, pid, since }) => {
    if (host !== here.hostname || pid <= 0 || pid === here.pid || !runs(pid)) return false;
    const started = startOf(pid);
    return since === undefined || started === undefined || since === started;
  };
}
