import type { Emit } from "@convoy/core";
import type { Clock } from "./limits/clock.ts";
import type { TargetSettings } from "./settings.ts";
import type { OpenTarget } from "./target.ts";

/** What a target needs of the world. */
export interface TargetPorts {
  /** Hears of retries and of a registry that asks to slow down. */
  readonly emit: Emit;
  readonly clock?: Clock;
  /** 0 up to 1, for the jitter of waits. */
  readonly random?: () => number;
  /** Ends all that is waiting or running; for the very end, since a rollback needs the target too. */
  readonly signal?: AbortSignal;
}

/**
 * Opens the target of a release. Throws `TARGET_NOT_FOUND`, `TARGET_UNREACHABLE`, `CREDENTIALS_MISSING`,
 * `TOKEN_REFUSED`, `ACCESS_DENIED`, `REGISTRY_THROTTLED` or `REGISTRY_ERROR`.
 */
export async function openTarget(settings: TargetSettings, ports: TargetPorts): Promise<OpenTarget> {
  throw new Error(`${settings.type} ${typeof ports}: not yet`);
}
