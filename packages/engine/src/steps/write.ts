import { ReleaseError, type Presence, type WriteReply } from "@convoy/core";
import type { EnginePorts } from "../ports.ts";

/** A write of one version, and the look that tells what became of it. */
export interface Write {
  /** `@acme/http@1.3.0`, for messages. */
  readonly subject: string;
  /** Where: `acme/npm-releases`. */
  readonly place: string;
  /** The integrity that must be seen. */
  readonly integrity: string;
  send(): Promise<WriteReply>;
  look(): Promise<Presence>;
  /** The registry acknowledged it: what stands there is ours to take back. */
  acknowledged(): void;
  /** The registry turned it down, and no earlier attempt can have landed. */
  declined(): void;
}

type Ports = Pick<EnginePorts, "clock" | "random" | "emit" | "ceilings">;

/**
 * Sends until a reply says that the registry has the version, or a look shows it. No reply decides alone: a lost one
 * may have landed, and a conflict may be our own bytes or a passing fault. Resolves with what was seen, or with
 * undefined when the write was accepted and is still to be looked for.
 */
export async function send(write: Write, ports: Ports): Promise<Presence | undefined> {
  let unclear = false;
  for (let attempt = 1; ; attempt += 1) {
    const reply = await write.send();
    unclear ||= reply.kind === "unclear";
    if (reply.kind === "refused") {
      if (!unclear) write.declined();
      throw ReleaseError.from(reply.error);
    }
    if (reply.kind === "accepted") {
      write.acknowledged();
      return undefined;
    }
    const seen = await write.look();
    if (seen.kind === "present") return seen;
    if (attempt >= ports.ceilings.attempts) {
      if (!unclear) write.declined();
      throw lostFor(write, reply);
    }
    const waitMs = backoff(attempt, ports);
    const error = reply.error ?? conflictOf(write);
    ports.emit({ kind: "retrying", subject: write.subject, attempt, waitMs, error });
    await ports.clock.sleep(waitMs);
  }
}

/**
 * Looks until the version is there with the planned bytes. Other bytes count only when they are seen three times in
 * a row: just after a write, registries have been seen to serve the metadata of another moment.
 */
export async function untilSeen(write: Write, ports: Ports, first?: Presence): Promise<Presence> {
  const deadline = ports.clock.now() + ports.ceilings.visibleMs;
  let foreign = 0;
  for (let attempt = 1; ; attempt += 1) {
    const seen = (attempt === 1 ? first : undefined) ?? (await write.look());
    if (seen.kind === "present" && seen.integrity === write.integrity) return seen;
    foreign = seen.kind === "present" ? foreign + 1 : 0;
    if (seen.kind === "present" && foreign >= CONSISTENT_READS) throw otherBytes(write, seen.integrity);
    if (ports.clock.now() >= deadline) throw notVisible(write, ports.ceilings.visibleMs);
    await ports.clock.sleep(backoff(attempt, ports));
  }
}

const CONSISTENT_READS = 3;
const LONGEST_WAIT_MS = 2_000;

/** Doubling from 50 ms to 2 s, spread by half so that workers do not come back all at once. */
export function backoff(attempt: number, { random }: Pick<EnginePorts, "random">): number {
  return Math.round(Math.min(LONGEST_WAIT_MS, 25 * 2 ** attempt) * (0.75 + random() / 2));
}

function otherBytes({ subject, place, integrity }: Write, found: string): ReleaseError {
  return new ReleaseError("BYTES_DIFFER", `${place} holds ${subject} as ${found}, and not as ${integrity}`, {
    hint: "Somebody else published this version, or the registry damaged it. Release a new version.",
  });
}

function notVisible({ subject, place }: Write, ms: number): ReleaseError {
  return new ReleaseError(
    "NOT_VISIBLE",
    `${place} took ${subject} and does not show it after ${ms / 1000} s`,
    {
      hint: "Look at the registry's status, then run the release again.",
    },
  );
}

function conflictOf({ subject, place }: Write): { readonly code: string; readonly message: string } {
  return { code: "VERSION_CONFLICT", message: `${place} says that it has ${subject}, and does not show it` };
}

function lostFor(write: Write, reply: Exclude<WriteReply, { kind: "accepted" | "refused" }>): ReleaseError {
  if (reply.kind === "unclear") {
    const { message, hint } = reply.error;
    return new ReleaseError("STILL_UNCLEAR", `${write.subject}: ${message}`, { hint });
  }
  const { code, message } = conflictOf(write);
  const words = reply.error === undefined ? "" : `: ${reply.error.message}`;
  return new ReleaseError(code, `${message}${words}`, {
    hint: "The version may be archived, or be reachable through an upstream repository. Release a new version.",
  });
}
