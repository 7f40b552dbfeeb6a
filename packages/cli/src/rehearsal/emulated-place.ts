import { randomUUID } from "node:crypto";
import { startEmulator, type ExternalSource, type RunningEmulator } from "@convoy/emulator";
import { DEFAULT_TOKEN_SECONDS, type TargetSettings } from "@convoy/registry";
import type { ConvoyConfig } from "../config/schema.ts";
import { limitsOf } from "../wiring/settings.ts";
import type { ChannelNow } from "./channel-now.ts";
import { seedOf } from "./seed.ts";

/** Where in the emulator a release goes. */
export interface EmulatedPlace {
  readonly domain: string;
  readonly region: string;
  readonly repository: string;
  readonly staging?: string;
}

/** By the names of convoy.json; a plain registry has none. */
function placeOf({ target }: Pick<ConvoyConfig, "target">): EmulatedPlace {
  if (target.type === "npm") return { domain: "rehearsal", region: "us-east-1", repository: "channel" };
  const { domain, region, repository, staging } = target;
  return { domain, region, repository, ...(staging === undefined ? {} : { staging }) };
}

/** An emulator that stands in for the registry of a release. */
export interface EmulatedTarget {
  readonly emulator: RunningEmulator;
  readonly settings: TargetSettings;
  readonly place: EmulatedPlace;
}

export interface EmulatedParts {
  readonly channel: ChannelNow;
  /** Package to the version that is to be released. */
  readonly versions: ReadonlyMap<string, string>;
  readonly outside: ExternalSource;
}

/**
 * Starts an emulator that has what the channel has, and answers as slowly. Nobody but this process gets in: its credential
 * is made up here, and no credential of the user's is ever shown to it.
 */
export async function emulate(
  config: ConvoyConfig,
  { channel, versions, outside }: EmulatedParts,
): Promise<EmulatedTarget> {
  const place = placeOf(config);
  const credentials = { accessKeyId: randomUUID(), secretAccessKey: randomUUID() };
  const emulator = await startEmulator({
    inspection: false,
    latencyMs: channel.latencyMs,
    // Where the channel was not asked, nobody is told how long it takes, and nobody has to wait for it.
    quotas: config.target.type === "codeartifact" && channel.unread === undefined ? "aws" : "off",
    credentials: { [credentials.accessKeyId]: credentials.secretAccessKey },
    npmjs: outside,
    seed: seedOf(channel, versions, place),
  });
  const limits = limitsOf(config);
  if (config.target.type === "npm") {
    const access = emulator.npmAccess(place.domain, place.repository);
    return { emulator, place, settings: { type: "npm", ...access, npmrc: {}, limits } };
  }
  const tokenSeconds = config.tokenSeconds ?? DEFAULT_TOKEN_SECONDS;
  const settings = {
    type: "codeartifact",
    ...place,
    endpoint: emulator.url,
    credentials,
    limits,
    tokenSeconds,
  } as const;
  return { emulator, place, settings };
}
