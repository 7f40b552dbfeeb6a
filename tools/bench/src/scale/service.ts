import type { VirtualClock } from "./virtual-clock.ts";

/** Requests a second that CodeArtifact admits by default, for an account in a region. */
export const QUOTAS: Quotas = { reads: 800, writes: 100, copies: 5 };

export type QuotaName = "reads" | "writes" | "copies";
export type Quotas = Readonly<Record<QuotaName, number>>;

export interface ServiceSettings {
  readonly quotas: Quotas;
  /** Milliseconds a request. */
  readonly latency: number;
}

/** A service in virtual time: it answers after its latency, and refuses where a quota is used up. */
export interface Service {
  /** Milliseconds after which a refused request may come again; null: it was let through. */
  request(counted: readonly QuotaName[]): Promise<number | null>;
  readonly refused: number;
}

interface Bucket {
  level: number;
  at: number;
}

/** Each quota is a bucket that holds one second's worth and fills steadily, as the emulator has it. */
export function serviceOf({ quotas, latency }: ServiceSettings, clock: VirtualClock): Service {
  const buckets = new Map<QuotaName, Bucket>();
  let refused = 0;
  const filled = (name: QuotaName): Bucket => {
    const bucket = buckets.get(name) ?? { level: quotas[name], at: clock.now() };
    const since = (clock.now() - bucket.at) / 1000;
    const now = { level: Math.min(quotas[name], bucket.level + since * quotas[name]), at: clock.now() };
    buckets.set(name, now);
    return now;
  };
  return {
    get refused() {
      return refused;
    },
    async request(counted) {
      const all = counted.map(filled);
      const admitted = all.every(({ level }) => level >= 1);
      if (admitted) for (const bucket of all) bucket.level -= 1;
      else refused += 1;
      await clock.sleep(latency);
      return admitted ? null : 1000;
    },
  };
}
