import type { Permission } from "./access/policy.ts";
import type { ServiceError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import type { WriteEffects } from "./world.ts";

/** What a call is about: what faults are matched with and what the request log shows. */
export interface Subject {
  readonly plane: "control" | "npm";
  readonly operation: string;
  readonly repository: string | null;
  /** The whole name: `@acme/http`. */
  readonly package: string | null;
  readonly version: string | null;
}

/** A call that was recognised, and not yet carried out. */
export interface Prepared {
  readonly subject: Subject;
  /** Bearer of the call on the npm plane. */
  readonly token?: string;
  /** Throws a `ServiceError` unless the caller has shown who it is. */
  authenticate(): void;
  /** What the caller must be allowed to do. */
  permissions(): readonly Permission[];
  /** Brings in what the call needs from elsewhere. */
  fetch?(): Promise<void>;
  /** Throws a `ServiceError` for an answer that is an error. */
  perform(effects: WriteEffects): Answer;
  /** An error in the plane's own form. */
  renderError(error: ServiceError): Answer;
}
