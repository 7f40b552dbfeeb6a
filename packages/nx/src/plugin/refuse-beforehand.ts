import { ReleaseError } from "@convoy/core";
import { askConvoy, type ConvoyQuestion } from "./ask-convoy.ts";

/**
 * Refuses, before any task runs, while a release has not ended, and where the settings or the target would refuse one.
 * The command is asked in a process of its own, which holds the credential for as long as that takes.
 */
export async function refuseBeforehand(question: ConvoyQuestion): Promise<void> {
  const { releases = [] } = await askConvoy<StatusAnswer>(["status"], question);
  const unfinished = releases.find(({ next }) => next !== null);
  if (unfinished !== undefined)
    throw new ReleaseError("RELEASE_UNFINISHED", `release ${unfinished.id} has not ended`, {
      hint: `Run \`${unfinished.next}\`, and then this command again.`,
    });
}

interface StatusAnswer {
  readonly releases?: readonly { readonly id: string; readonly next: string | null }[];
}
