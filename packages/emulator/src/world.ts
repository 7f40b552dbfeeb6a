import type { Assumptions } from "./assumptions.ts";
import type { Credentials } from "./access/signature.ts";
import type { Clock } from "./clock.ts";
import type { EventLog } from "./events/event-log.ts";
import type { Ingestion } from "./externals/ingest.ts";
import type { PackumentCache } from "./npm/packument-cache.ts";
import type { Store } from "./store/port.ts";
import type { Tokens } from "./access/tokens.ts";

/** What the rules of the service work on, as one call sees it. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly assumptions: Assumptions;
  readonly tokens: Tokens;
  readonly events: EventLog;
  readonly packuments: PackumentCache;
  /** What a fault asks of the writes of this call. */
  readonly effects: WriteEffects;
  /** Signatures are verified with these; without them a signature is only read. */
  readonly credentials?: Credentials;
  readonly quotas: "aws" | "off";
  readonly explicitPort: boolean;
  readonly ingestion?: Ingestion;
  /** The life of every token, whatever was asked for. */
  readonly tokenSeconds?: number;
}

/** The one account that the emulator serves. */
export const ACCOUNT = "123456789012";

/** What a fault can ask of a write. */
export interface WriteEffects {
  /** Milliseconds for which readers do not see the write. */
  readonly invisibleMs: number;
  /** The stored bytes differ from the sent ones. */
  readonly corrupt: boolean;
}

export const NO_EFFECTS: WriteEffects = { invisibleMs: 0, corrupt: false };
