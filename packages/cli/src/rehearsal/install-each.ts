import { availableParallelism } from "node:os";
import { ReleaseError, type PackageReport, type RehearsedInstall, type ReleaseReport } from "@convoy/core";
import { installFrom } from "@convoy/workspace";
import type { Interruption } from "../wiring/watch-interrupt.ts";
import type { ClonedProject } from "./clone.ts";
import type { EmulatedTarget } from "./emulated-place.ts";
import type { Narration } from "./narration.ts";
import type { Outside } from "./outside.ts";

/** Each is a process of its own that unpacks what it needs, and half of its time waits for the disk. */
const AT_A_TIME = Math.max(4, availableParallelism());

export interface InstallParts {
  readonly target: EmulatedTarget;
  readonly narration: Narration;
  readonly interruption: Interruption;
  readonly cloned: Pick<ClonedProject, "project">;
  readonly outside: Pick<Outside, "unfetched">;
}

/** Installs each package that was released from the rehearsed channel, alone, as a consumer would who has nothing yet. */
export async function installEach(
  { packages }: ReleaseReport,
  parts: InstallParts,
): Promise<readonly RehearsedInstall[]> {
  const released = packages.filter(({ outcome }) => outcome === "published");
  const installs: RehearsedInstall[] = [];
  const waiting = released.entries();
  const worker = async (): Promise<void> => {
    for (const [at, one] of waiting) {
      if (parts.interruption.interrupted.aborted) return;
      const installed = await install(one, parts);
      // It did not fail: it was ended.
      if (parts.interruption.interrupted.aborted) return;
      installs[at] = installed;
      parts.narration.installed(installed);
    }
  };
  if (released.length > 0) parts.narration.installing(released.length);
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return installs;
}

async function install(
  { name, version, integrity }: PackageReport,
  { target: { emulator, place }, interruption, cloned, outside }: InstallParts,
): Promise<RehearsedInstall> {
  const { registry, token } = emulator.npmAccess(place.domain, place.repository);
  const began = performance.now();
  const ended = (error?: ReleaseError): RehearsedInstall => {
    const installed = { name, version, durationMs: Math.round(performance.now() - began) };
    if (error === undefined) return installed;
    const untried = [...outside.unfetched].find(([needed]) => isAbout(needed, error))?.[1];
    return untried === undefined ? { ...installed, error: error.toDocument() } : { ...installed, untried };
  };
  try {
    const locked = await installFrom({
      client: "pnpm",
      registry,
      settings: { [`${registry.replace(/^https?:/, "")}:_authToken`]: token },
      packages: [{ name, version }],
      env: cloned.project.host.env,
      signal: interruption.interrupted,
    });
    const own = locked.find((one) => one.name === name && one.version === version);
    return own?.integrity === integrity ? ended() : ended(otherBytes(name, version));
  } catch (error) {
    if (error instanceof ReleaseError) return ended(error);
    throw error;
  }
}

/** By the address it was asked for at, or the range. */
function isAbout(name: string, { message }: ReleaseError): boolean {
  return message.includes(`/${name}`) || message.includes(` ${name}@`);
}

function otherBytes(name: string, version: string): ReleaseError {
  return new ReleaseError(
    "INSTALL_DIFFERS",
    `what was installed as ${name}@${version} is not what was packed`,
  );
}
