import type { ErrorDocument, PackagePruning, PruneAction, Removal } from "@convoy/core";
import type { ChangeOutcome, Inventory } from "@convoy/registry";
import type { PruneLine } from "@convoy/report";
import type { StagedLeftovers } from "./staged.ts";

/** Carries the turns out, one after the other: what needs a package has gone, or has not, when the package's turn comes. */
export async function pruneChannel(
  channel: Inventory,
  turns: readonly (readonly PackagePruning[])[],
): Promise<readonly PruneLine[]> {
  const lines: PruneLine[] = [];
  for (const turn of turns) {
    const done = await Promise.all(turn.map((one) => prunePackage(channel, one)));
    lines.push(...done.flat());
  }
  return lines;
}

/** Looks once more before it acts: a version that has been given a dist-tag meanwhile stays. */
async function prunePackage(
  channel: Inventory,
  { name, removals }: PackagePruning,
): Promise<readonly PruneLine[]> {
  const { distTags } = await channel.shown(name);
  const outcomes = new Map<string, ChangeOutcome>();
  for (const removal of removals) {
    const naming = Object.keys(distTags).filter((tag) => distTags[tag] === removal.version);
    const stays = naming.some((tag) => !removal.tags.includes(tag));
    const problem = stays ? undefined : await takeTagsOff(channel, removal, naming);
    if (stays) outcomes.set(removal.version, { kind: "changed" });
    else if (problem) outcomes.set(removal.version, { kind: "failed", error: problem });
  }
  const left = removals.filter(({ version }) => !outcomes.has(version));
  for (const action of new Set(left.map((removal) => removal.action))) {
    const alike = left.filter((removal) => removal.action === action);
    for (const [version, outcome] of await channel.change(name, alike, action))
      outcomes.set(version, outcome);
  }
  for (const removal of left) {
    const taken = removal.tags.filter((tag) => distTags[tag] === removal.version);
    await putTagsBack(channel, { ...removal, tags: taken }, outcomes.get(removal.version));
  }
  return removals.map((removal) => lineOf(removal, outcomes.get(removal.version)));
}

/** Before the version goes: no dist-tag ever names what is not there. */
async function takeTagsOff(
  channel: Inventory,
  { name }: Removal,
  tags: readonly string[],
): Promise<ErrorDocument | undefined> {
  for (const tag of tags) {
    const reply = await channel.setDistTag(name, tag, null);
    if (reply.kind === "refused" || reply.kind === "unclear") return reply.error;
  }
  return undefined;
}

async function putTagsBack(channel: Inventory, removal: Removal, outcome?: ChangeOutcome): Promise<void> {
  if (outcome?.kind !== "failed" && outcome?.kind !== "changed") return;
  for (const tag of removal.tags) await channel.setDistTag(removal.name, tag, removal.version);
}

/** What is in the stage needs no order, and its dist-tags are nobody's. */
export async function pruneStage(
  stage: Inventory,
  leftovers: readonly StagedLeftovers[],
): Promise<readonly PruneLine[]> {
  const done = leftovers.map(async (leftover) => {
    const outcomes = await stage.change(leftover.name, leftover.versions, "delete");
    return stageLines(leftover).map((line) => ({ ...line, ...partsOf(outcomes.get(line.version)) }));
  });
  return (await Promise.all(done)).flat();
}

/** The lines of a pruning that is shown, and not carried out. */
export function channelLines(turns: readonly (readonly PackagePruning[])[]): readonly PruneLine[] {
  return turns.flat().flatMap(({ removals }) => removals.map((removal) => lineOf(removal)));
}

export function stageLines({ name, versions }: StagedLeftovers): readonly PruneLine[] {
  const action: PruneAction = "delete";
  return versions.map(({ version, status }) => ({
    place: "stage",
    name,
    version,
    status,
    action,
    because: "released",
    tags: [],
  }));
}

function lineOf(removal: Removal, outcome?: ChangeOutcome): PruneLine {
  const { name, version, status, action, because, tags } = removal;
  return { place: "channel", name, version, status, action, because, tags, ...partsOf(outcome) };
}

function partsOf(outcome: ChangeOutcome | undefined): Pick<PruneLine, "outcome" | "error"> {
  if (outcome === undefined) return {};
  return outcome.kind === "failed" ? { outcome: "failed", error: outcome.error } : { outcome: outcome.kind };
}
