import type { ErrorDocument, PruneAction, StoredStatus } from "@convoy/core";
import { clean } from "./clean.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import { table } from "./table.ts";
import { count } from "./words.ts";

/** A version that may go, or that was to go. */
export interface PruneLine {
  readonly place: "channel" | "stage";
  readonly name: string;
  readonly version: string;
  /** As it was found. */
  readonly status: StoredStatus;
  readonly action: PruneAction;
  readonly because: "expired" | "snapshot" | "old" | "released";
  /** The dist-tags that go with it. */
  readonly tags: readonly string[];
  /** Absent where it is only shown. */
  readonly outcome?: "done" | "absent" | "changed" | "failed";
  readonly error?: ErrorDocument;
}

export interface PruneView {
  readonly repositories: { readonly channel: string; readonly stage?: string };
  readonly removals: readonly PruneLine[];
  readonly applied: boolean;
}

const WHY: Readonly<Record<PruneLine["because"], string>> = {
  expired: "a snapshot that has expired",
  snapshot: "an old snapshot",
  old: "an old version",
  released: "its release has ended",
};

const OUTCOMES: Readonly<Record<NonNullable<PruneLine["outcome"]>, string>> = {
  done: "done",
  absent: "was gone already",
  changed: "has changed meanwhile, and was left alone",
  failed: "failed",
};

/** What goes, or went, from where, and why. */
export function pruneText({ repositories, removals, applied }: PruneView, style: TextStyle = {}): string {
  if (removals.length === 0) return "Nothing to prune.";
  const paint = paletteOf(style);
  const sections = (["channel", "stage"] as const).flatMap((place) => {
    const lines = removals.filter((line) => line.place === place);
    if (lines.length === 0) return [];
    const title = paint.heading(`${clean(repositories[place] ?? place)}, the ${place}`);
    return [
      `${title}: ${count(lines.length, "version")}`,
      "",
      ...table([headings(style), ...lines.map(rowOf)]),
      "",
    ];
  });
  return [...sections, ...endOf(removals, applied)].join("\n");
}

function headings(style: TextStyle): readonly string[] {
  return ["Package", "Version", "Action", "Why"].map(paletteOf(style).aside);
}

function rowOf({ name, version, action, because, tags, outcome, error }: PruneLine): readonly string[] {
  const tagged = tags.length === 0 ? "" : `, with its dist-tag ${tags.map(clean).join(", ")}`;
  const said = error === undefined ? "" : `: ${clean(error.code)}: ${clean(error.message)}`;
  const end = outcome === undefined || outcome === "done" ? "" : ` (${OUTCOMES[outcome]}${said})`;
  return [clean(name), clean(version), action, `${WHY[because]}${tagged}${end}`];
}

function endOf(removals: readonly PruneLine[], applied: boolean): readonly string[] {
  if (!applied) return ["Nothing was changed: `convoy prune --yes` does it."];
  const done = removals.filter(({ outcome }) => outcome === "done").length;
  const failed = removals.filter(({ outcome }) => outcome === "failed").length;
  const told = `${done} of ${count(removals.length, "version")} done.`;
  return [
    failed === 0
      ? told
      : `${told} ${failed} failed: run \`convoy prune --yes\` again when the cause is gone.`,
  ];
}
