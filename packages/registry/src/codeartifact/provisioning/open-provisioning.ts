import type { FoundLayout, Layout, LayoutChange } from "@convoy/core";
import { openAgents } from "../../agents.ts";
import { openGate, type TargetPorts } from "../../limits/open-gate.ts";
import type { CodeArtifactSettings } from "../../settings.ts";
import { openControlPlane } from "../control-plane.ts";
import { foreignDomain, makeChange } from "./make.ts";
import { observeLayout } from "./observe.ts";

/** Makes what releases need in CodeArtifact. Needs neither a token nor a repository that is there. */
export interface Provisioning {
  /** Throws `DOMAIN_FOREIGN` where the domain is missing and cannot be made with these credentials. */
  observe(layout: Layout): Promise<FoundLayout>;
  /** Makes one change, or throws what kept it from being made. Whether it is there then, `observe` tells. */
  make(change: LayoutChange): Promise<void>;
  close(): void;
}

export async function openProvisioning(
  settings: CodeArtifactSettings,
  ports: TargetPorts,
): Promise<Provisioning> {
  const { gate, close } = openGate(settings.limits, ports);
  const agents = openAgents({
    sockets: settings.limits.read + settings.limits.upload,
    proxy: settings.proxy,
  });
  const control = await openControlPlane(settings, gate, agents);
  return {
    async observe(layout) {
      const found = await observeLayout(control, settings, layout);
      const { domain, domainOwner } = settings;
      const account = found.domain ? undefined : await control.account();
      if (domainOwner !== undefined && account !== undefined && account !== domainOwner)
        throw foreignDomain(domain, domainOwner, account);
      return found;
    },
    make: (change) => makeChange({ control, settings }, change),
    close() {
      close();
      control.close();
      agents.close();
    },
  };
}
