import { readFile } from "node:fs/promises";

/**
 * Names one run of Nx by its process, which is the parent of every process that it starts for tasks. Numbers of
 * processes come again, in containers the very same ones, so where the system tells when it was started, that counts too.
 */
export async function runKey(nxPid: number): Promise<string> {
  const stat = await readFile(`/proc/${nxPid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return [nxPid, fields[STARTED], boot.slice(0, 8)].filter(Boolean).join("-");
}

/** The field `starttime`, counted from the one behind the name. */
const STARTED = 19;
