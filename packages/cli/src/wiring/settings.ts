import { join } from "node:path";
import {
  DEFAULT_LIMITS,
  DEFAULT_TOKEN_SECONDS,
  readUserNpmrc,
  type Limits,
  type TargetSettings,
} from "@convoy/registry";
import type { ConvoyConfig } from "../config/schema.ts";
import type { Host } from "../host.ts";
import { readIfThere } from "../read-if-there.ts";

/** convoy.json and the environment as the registry room wants them: flag over environment over file over default. */
export async function targetSettings(config: ConvoyConfig, host: Host): Promise<TargetSettings> {
  const limits = limitsOf(config);
  const { target } = config;
  if (target.type === "codeartifact") {
    const { domainOwner, staging, ...rest } = target;
    return {
      ...rest,
      ...(domainOwner === undefined ? {} : { domainOwner }),
      ...(staging === undefined ? {} : { staging }),
      limits,
      tokenSeconds: config.tokenSeconds ?? DEFAULT_TOKEN_SECONDS,
    };
  }
  const token = host.env["NODE_AUTH_TOKEN"] || host.env["NPM_TOKEN"];
  return {
    type: "npm",
    registry: target.registry,
    npmrc: await userNpmrc(host),
    limits,
    ...(token === undefined ? {} : { token }),
  };
}

/** The channel alone, to look at and to install from. */
export function withoutStage(settings: TargetSettings): TargetSettings {
  if (settings.type === "npm") return settings;
  const { staging: _stage, ...channel } = settings;
  return channel;
}

/**
 * A plain registry has no quota that is known beforehand: there the pace of writes is what it bears, and it is read as
 * npm clients read, from caches that are made for it.
 */
export function limitsOf({ limits = {}, target }: Pick<ConvoyConfig, "limits" | "target">): Limits {
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  const plain = target.type === "npm" ? { writesPerSecond: Infinity, read: 64 } : {};
  return { ...DEFAULT_LIMITS, ...plain, ...Object.fromEntries(given) };
}

/** The user's own npmrc, never the project's: a repository must not say where a credential goes. */
export async function userNpmrc(host: Host): Promise<Readonly<Record<string, string>>> {
  const path = userNpmrcPath(host);
  return path === undefined ? {} : readUserNpmrc((await readIfThere(path)) ?? "", host.env);
}

/** Undefined where there is no home folder either. */
export function userNpmrcPath({ env }: Host): string | undefined {
  const home = homeOf(env);
  const path = env["NPM_CONFIG_USERCONFIG"] ?? env["npm_config_userconfig"] ?? (home && join(home, ".npmrc"));
  return path === "" ? undefined : path;
}

export function homeOf(env: Host["env"]): string | undefined {
  return env["HOME"] ?? env["USERPROFILE"];
}
