import {
  describeError,
  findingsInInstalled,
  ReleaseError,
  type VerifyFacts,
  type VerifyFinding,
} from "@convoy/core";
import type { OpenTarget } from "@convoy/registry";
import { installFrom, type InstallClient } from "@convoy/workspace";
import type { Host } from "../../host.ts";

/** Installs the release from the channel, and tells what of it is not what was released. */
export async function installRelease(
  host: Host,
  { consumer }: OpenTarget,
  { client, facts }: { readonly client: InstallClient; readonly facts: Omit<VerifyFacts, "git"> },
): Promise<readonly VerifyFinding[]> {
  const { packages, served } = facts;
  const interrupted = new AbortController();
  const stopListening = host.onInterrupt(() =>
    interrupted.abort(new ReleaseError("INTERRUPTED", "the command was interrupted, and the install ended")),
  );
  try {
    const wanted = packages.map(({ name, version }) => {
      const optional = served.get(name)?.versions.get(version)?.platforms ?? false;
      return { name, version, optional };
    });
    const access = await consumer.access();
    const request = { ...access, client, packages: wanted, env: host.env, signal: interrupted.signal };
    return findingsInInstalled(packages, await installFrom(request), client);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== "INSTALL_FAILED") throw error;
    const { code, message, hint = "" } = describeError(error);
    return [{ code, severity: "error", subject: client, message, hint }];
  } finally {
    stopListening();
  }
}
