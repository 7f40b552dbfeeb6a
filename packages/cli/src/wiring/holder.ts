import type { Holder } from "@convoy/engine";
import type { Host } from "../host.ts";

/** Whether a holder is a process that runs on this machine now. One of another machine nobody can tell from here. */
export function isRunningHere({ hostname, isAlive }: Host): (holder: Holder) => boolean {
  return ({ host, pid }) => host === hostname && pid > 0 && isAlive(pid);
}
