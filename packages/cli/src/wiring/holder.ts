import type { Holder } from "@convoy/engine";
import { isAlive } from "@convoy/workspace";
import type { Host } from "../host.ts";

/** Whether a holder is a process that runs on this machine now. One of another machine nobody can tell from here. */
export function isRunningHere(here: Pick<Host, "hostname" | "isAlive">): (holder: Holder) => boolean {
  const runs = here.isAlive ?? isAlive;
  return ({ host, pid }) => host === here.hostname && pid > 0 && runs(pid);
}
