import type { Holder } from "@convoy/engine";
import { isAlive, startOf } from "@convoy/workspace";
import type { Host } from "../host.ts";

/** This process, for others who meet what it does. */
export function holderOf({ hostname, pid }: Pick<Host, "hostname" | "pid">): Holder {
  const since = startOf(pid);
  return { host: hostname, pid, ...(since === undefined ? {} : { since }) };
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
