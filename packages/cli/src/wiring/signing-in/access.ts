import { ReleaseError } from "@convoy/core";
import { openTarget } from "@convoy/registry";
import type { SignIn } from "@convoy/workspace";
import type { ConvoyConfig } from "../../config/schema.ts";
import type { Host } from "../../host.ts";
import { targetSettings, withoutStage } from "../settings.ts";

/** As long as the service gives one: a person signs in once a day. */
const LONGEST_TOKEN_SECONDS = 43_200;

export interface Access extends Pick<SignIn, "registry" | "settings"> {
  /** As the target is called. */
  readonly label: string;
  /** What was asked for as the life of the token, 0 for the rest of the role's session; undefined where there is none. */
  readonly tokenSeconds?: number;
}

/** The channel to a package manager. A plain registry's credential is the user's, and is left to the user. */
export async function accessTo(config: ConvoyConfig, host: Host, asked: number | undefined): Promise<Access> {
  const settings = await targetSettings(config, host);
  if (settings.type === "npm") {
    if (asked !== undefined) throw tokenless(settings.registry);
    const registry = settings.registry.replace(/\/*$/, "/");
    return { registry, settings: {}, label: registry };
  }
  const tokenSeconds = asked ?? LONGEST_TOKEN_SECONDS;
  const opened = await openTarget(withoutStage({ ...settings, tokenSeconds }), { emit: () => undefined });
  try {
    return { ...(await opened.consumer.access()), label: opened.label, tokenSeconds };
  } finally {
    opened.close();
  }
}

function tokenless(registry: string): ReleaseError {
  return new ReleaseError("USAGE", `${registry} is a plain npm registry, for which Convoy makes no token`, {
    hint: "Leave `--token-seconds` out; `npm login` signs in there.",
  });
}
