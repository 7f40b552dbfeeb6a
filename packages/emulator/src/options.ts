import type { Assumptions } from "./assumptions.ts";
import type { ExternalSource } from "./externals/source.ts";
import type { Seed } from "./seed/seed.ts";
import type { Clock } from "./clock.ts";

export interface EmulatorOptions {
  /** Added to each request, half of it before the request takes effect. Default 0. */
  readonly latencyMs?: number;
  /** The life of every token, whatever was asked for. */
  readonly tokenSeconds?: number;
  /** Other answers than the default ones to what nobody documents. */
  readonly assumptions?: Partial<Assumptions>;
  readonly clock?: Clock;
  /** `aws`: the service's default quotas are enforced, in requests a second and in number. Default `off`. */
  readonly quotas?: "aws" | "off";
  /** `ACTION` or `ACTION:ARN`, both with `*` where anything fits: answered as IAM answers without a permission. */
  readonly deny?: readonly string[];
  /** The caller's one identity-based policy, as JSON: what it does not allow is denied. Default: all is allowed. */
  readonly policy?: string;
  /** With these, signatures on the control plane are verified: access key id to secret access key. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** What is there from the start. A data folder that has it already keeps its own. Gone after a reset. */
  readonly seed?: Seed;
  /**
   * The public registry behind `public:npmjs`: the URL of a registry, or a folder with `NAME/packument.json` and
   * the tarballs beside it, or anything that answers for one. Without it an external connection leads nowhere.
   */
  readonly npmjs?: string | ExternalSource;
  /**
   * Tarball URLs always have a port, as the service's own have `:443`, also where clients address the emulator
   * without one.
   */
  readonly explicitPort?: boolean;
  /** A folder that keeps everything, also after the process was killed. Without one all is in memory. */
  readonly data?: string;
}
