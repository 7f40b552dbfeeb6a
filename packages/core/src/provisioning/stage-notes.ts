import type { ErrorDocument } from "../model/error.ts";
import type { FoundLayout, Layout } from "./layout.ts";

/** What would show staged versions to somebody, or keep them from being uploaded. */
export function stageNotes({ stage }: Layout, { repositories }: FoundLayout): readonly ErrorDocument[] {
  if (stage === undefined) return [];
  const before = [...repositories].filter(([, { upstreams }]) => upstreams.includes(stage));
  const behind = repositories.get(stage);
  const notes = before.map(([name]) => shownNote(stage, name));
  const sources = [...(behind?.upstreams ?? []), ...(behind?.connections ?? [])];
  return sources.length === 0 ? notes : [...notes, sourcesNote(stage, sources)];
}

function shownNote(stage: string, name: string): ErrorDocument {
  return {
    code: "SETUP_STAGE_SHOWN",
    message: `${name} has the stage ${stage} behind it: versions install from ${name} before they are released`,
    hint: `Take ${stage} out of the upstreams of ${name}. Promotion copies within the domain, and needs no link.`,
  };
}

function sourcesNote(stage: string, sources: readonly string[]): ErrorDocument {
  return {
    code: "SETUP_STAGE_FED",
    message: `the stage ${stage} has ${sources.join(", ")} behind it: it takes no version that is there`,
    hint: `Take them away: a stage needs nothing behind it.`,
  };
}
