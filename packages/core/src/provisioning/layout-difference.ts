import type { ErrorDocument } from "../model/error.ts";
import { groupDifference } from "./group-difference.ts";
import type { FoundLayout, Layout, LayoutChange, LayoutDifference } from "./layout.ts";
import { stageNotes } from "./stage-notes.ts";
import { upstreamDifference } from "./upstream-difference.ts";

/** What is to be made so that the releases of the workspace find what they need, and what only a person should change. */
export function layoutDifference(layout: Layout, found: FoundLayout): LayoutDifference {
  const upstream = upstreamDifference(layout, found);
  const groups = layout.groups.map((pattern) => groupDifference(pattern, layout, found));
  const parts = [upstream, { changes: stageChanges(layout, found), notes: stageNotes(layout, found) }];
  const changes: LayoutChange[] = found.domain ? [] : [{ kind: "create-domain", domain: layout.domain }];
  const notes: ErrorDocument[] = found.unseen.length === 0 ? [] : [unseenNote(found.unseen)];
  for (const part of [...parts, ...groups]) {
    changes.push(...part.changes);
    notes.push(...part.notes);
  }
  return { changes, notes };
}

function stageChanges({ stage }: Layout, { repositories }: FoundLayout): readonly LayoutChange[] {
  if (stage === undefined || repositories.has(stage)) return [];
  return [{ kind: "create-repository", repository: stage, role: "stage", upstreams: [] }];
}

function unseenNote(names: readonly string[]): ErrorDocument {
  return {
    code: "SETUP_UNSEEN",
    message: `these credentials may not look at ${names.join(", ")}`,
    hint: "Whether they have the stage or the channel behind them is not known: versions may go on to come along to them.",
  };
}
