import { ReleaseError } from "@convoy/core";
import { openTarget, type Inventory } from "@convoy/registry";
import { standingOf } from "@convoy/workspace";
import type { ConvoyConfig } from "../config/schema.ts";
import type { Subject } from "./channel-now.ts";
import type { ClonedProject } from "./clone.ts";
import type { EmulatedTarget } from "./emulated-place.ts";

/** Once the channel refuses a package, it refuses it for good. */
const ALWAYS = 1_000_000;

/** Refuses a package that is not to be released, and a target of which nobody knows whether it can take back. */
export function refuseUnfailable(
  name: string | undefined,
  { versions }: Pick<Subject, "versions">,
  { target }: Pick<ConvoyConfig, "target">,
): void {
  if (name === undefined) return;
  if (target.type === "npm")
    throw usage("of a plain registry nobody knows whether it lets a version go again");
  if (!versions.has(name)) throw usage(`${name} is not among what would be released`);
}

/**
 * Has the channel refuse the package, as IAM refuses what is not allowed: at its promotion where there is a stage, so
 * after the commit point, and else at its upload.
 */
export async function failAt({ emulator, place }: EmulatedTarget, name: string): Promise<void> {
  const operation = place.staging === undefined ? "PublishVersion" : "CopyPackageVersions";
  const match = { operation, package: name };
  const body = JSON.stringify([{ match, times: ALWAYS, do: "deny" }]);
  const answer = await emulator.respond(
    new Request(`${emulator.url}/_emulator/faults`, { method: "POST", body }),
  );
  if (!answer.ok) throw new Error(`the emulator takes no faults: ${await answer.text()}`);
}

function usage(message: string): ReleaseError {
  return new ReleaseError("USAGE", `\`--fail-at\`: ${message}`, {
    hint: "It takes the name of a package that `convoy plan` lists, on CodeArtifact.",
  });
}

/** All that a release changes, in words: what the repositories have of these packages, and git. */
export async function everything(
  { settings }: EmulatedTarget,
  { clone, project }: ClonedProject,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const opened = await openTarget(settings, { emit: () => undefined });
  try {
    const { channel, stage } = opened.inventories ?? {};
    const places = [channel, stage].filter((place) => place !== undefined);
    const looks = places.flatMap((place) => names.map((name) => storedIn(place, name)));
    const stored = (await Promise.all(looks)).flat();
    return new Set([...stored, ...(await standingOf(clone, { env: project.host.env }))]);
  } finally {
    opened.close();
  }
}

/** Every version, those that no consumer sees too, and every dist-tag. */
async function storedIn(place: Inventory, name: string): Promise<readonly string[]> {
  const [versions, { distTags }] = await Promise.all([place.versions(name), place.shown(name)]);
  return [
    ...versions.map(({ version, status }) => `${name}@${version}, ${status}, in ${place.label}`),
    ...Object.entries(distTags).map(([tag, at]) => `${name}: ${tag} at ${at} in ${place.label}`),
  ];
}

/** What is there now and was not, and what was there and is not. */
export function differences(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [
    ...[...after].filter((line) => !before.has(line)).map((line) => `is there: ${line}`),
    ...[...before].filter((line) => !after.has(line)).map((line) => `is gone: ${line}`),
  ];
}
