import { unreachable } from "@convoy/core";
import { openCodeArtifact } from "./codeartifact/open-codeartifact.ts";
import type { Gate } from "./limits/gate.ts";
import { openGate, type TargetPorts } from "./limits/open-gate.ts";
import { openNpm, type Opened } from "./npm/open-npm.ts";
import type { TargetSettings } from "./settings.ts";
import type { OpenTarget } from "./target.ts";

/**
 * Opens the target of a release. Throws `TARGET_INVALID`, `TARGET_NOT_FOUND`, `TARGET_UNREACHABLE`,
 * `CREDENTIALS_MISSING`, `TOKEN_REFUSED`, `ACCESS_DENIED`, `REGISTRY_THROTTLED` or `REGISTRY_ERROR`.
 */
export async function openTarget(settings: TargetSettings, ports: TargetPorts): Promise<OpenTarget> {
  const { gate, close } = openGate(settings.limits, ports);
  const opened = await open(settings, gate);
  return {
    target: opened.target,
    consumer: opened.consumer,
    label: opened.target.channel.label,
    published: (name) => opened.published(name),
    ...(opened.inventories === undefined ? {} : { inventories: opened.inventories }),
    ...(opened.missingRights === undefined ? {} : { missingRights: opened.missingRights }),
    get requests() {
      return gate.requests;
    },
    close() {
      close();
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
