import { throttled, type ServiceError } from "../errors.ts";
import type { Clock } from "../clock.ts";
import type { Prepared, Subject } from "../plane.ts";

/** Requests a second that the service admits by default, for an account in a region. */
const RATES = {
  read: 800,
  write: 100,
  token: 1200,
  GetAuthorizationToken: 40,
  CopyPackageVersions: 5,
  PublishPackageVersion: 10,
  GetPackageVersionAsset: 50,
  ListPackages: 200,
  ListPackageVersions: 200,
  ListPackageVersionAssets: 200,
} as const;

const WRITES = /^(Create|Update|Put|Delete|Dispose|Associate|Disassociate|Copy|Publish|Tag|Untag|Deprecate)/;

/** Quotas per second. Each is a bucket that holds one second's worth and fills steadily. */
export class Quotas {
  readonly #clock: Clock;
  readonly #publishQuota: boolean;
  readonly #buckets: Map<string, { level: number; at: number }> = new Map();

  /** With `npmCountsAsPublish` an npm publish counts against PublishPackageVersion as well. */
  constructor(clock: Clock, options: { readonly npmCountsAsPublish: boolean }) {
    this.#clock = clock;
    this.#publishQuota = options.npmCountsAsPublish;
  }

  /** Takes one request from every quota that it counts against, or, where one is used up, from none. */
  refusal({ subject, token }: Prepared): ServiceError | undefined {
    const counted = this.#quotasOf(subject, token);
    for (const { key, rate } of counted) {
      const level = this.#levelOf(key, rate);
      if (level < 1) return throttled("Rate exceeded", Math.max(1, Math.ceil((1 - level) / rate)));
    }
    for (const { key } of counted) {
      const bucket = this.#buckets.get(key);
      if (bucket !== undefined) bucket.level -= 1;
    }
    return undefined;
  }

  #quotasOf(
    { operation, plane }: Subject,
    token: string | undefined,
  ): readonly { key: string; rate: number }[] {
    const general = operation === "GetAuthorizationToken" ? [] : [WRITES.test(operation) ? "write" : "read"];
    const own = plane === "control" && operation in RATES ? [operation] : [];
    const publish = operation === "PublishVersion" && this.#publishQuota ? ["PublishPackageVersion"] : [];
    const names = [...general, ...own, ...publish] as (keyof typeof RATES)[];
    const ofToken = token === undefined ? [] : [{ key: `token ${token}`, rate: RATES.token }];
    return [...names.map((name) => ({ key: name, rate: RATES[name] })), ...ofToken];
  }

  #levelOf(key: string, rate: number): number {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { level: rate, at: now };
    const filled = Math.max(0, now - bucket.at) / 1000;
    bucket.level = Math.min(rate, bucket.level + filled * rate);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return bucket.level;
  }
}
