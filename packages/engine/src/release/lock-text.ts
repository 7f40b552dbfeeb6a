import type { Holder } from "../journal/entry.ts";

/** What the lock says: which release, and who carries it out. */
export interface LockText extends Holder {
  readonly id: string;
  readonly verb: string;
}

/** The lock as JSON, for the ref. */
export function lockText({ id, verb }: Pick<LockText, "id" | "verb">, holder: Holder): string {
  const { host, pid, since, clone, job } = holder;
  return JSON.stringify({ id, verb, host, pid, since, clone, job } satisfies LockText);
}

/** Whether its holder works, or has worked, in this clone; on this machine, where it is too old to tell. */
export function isOfThisClone(lock: LockText, { clone, host }: Holder): boolean {
  return clone === undefined ? lock.host === host : lock.clone === clone;
}

/** The lock's text as somebody wrote it: anybody who may push may write anything. */
export function readLock(text: string): LockText {
  const unknown = { id: "unknown", verb: "release", host: "unknown", pid: 0 };
  try {
    const json = JSON.parse(text) as Partial<Record<keyof LockText, unknown>> | null;
    const { id, verb, host, pid, since, clone, job } = json ?? {};
    if (typeof id !== "string" || typeof verb !== "string" || typeof host !== "string") return unknown;
    const started = typeof since === "string" ? { since } : {};
    const place = typeof clone === "string" ? { clone } : {};
    const page = typeof job === "string" ? { job } : {};
    return { id, verb, host, pid: typeof pid === "number" ? pid : 0, ...started, ...place, ...page };
  } catch (error) {
    if (error instanceof SyntaxError) return unknown;
    throw error;
  }
}
