import { unreachable, type Emit } from "@convoy/core";
import { setMaxListeners } from "node:events";
import { openCodeArtifact } from "./codeartifact/open-codeartifact.ts";
import { systemClock, type Clock } from "./limits/clock.ts";
import { Gate } from "./limits/gate.ts";
import { openNpm, type Opened } from "./npm/open-npm.ts";
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
 * Opens the target of a release. Throws `TARGET_INVALID`, `TARGET_NOT_FOUND`, `TARGET_UNREACHABLE`,
 * `CREDENTIALS_MISSING`, `TOKEN_REFUSED`, `ACCESS_DENIED`, `REGISTRY_THROTTLED` or `REGISTRY_ERROR`.
 */
export async function openTarget(settings: TargetSettings, ports: TargetPorts): Promise<OpenTarget> {
  const closing = new AbortController();
  const signal = AbortSignal.any([closing.signal, ...(ports.signal === undefined ? [] : [ports.signal])]);
  setMaxListeners(0, signal); // one for each request that is running
  const { emit, clock = systemClock, random = Math.random } = ports;
  const gate = new Gate(settings.limits, { emit, clock, random, signal });
  const opened = await open(settings, gate);
  return {
    target: opened.target,
    label: opened.target.channel.label,
    ...(opened.inventories === undefined ? {} : { inventories: opened.inventories }),
    ...(opened.missingRights === undefined ? {} : { missingRights: opened.missingRights }),
    get requests() {
      return gate.requests;
    },
    close() {
      closing.abort();
      opened.close();
    },
  };
}

function open(settings: TargetSettings, gate: Gate): Promise<Opened> {
  switch (settings.type) {
    case "codeartifact":
      return openCodeArtifact(settings, gate);
    case "npm":
      return openNpm(settings, gate);
    default:
      return unreachable(settings);
  }
}
