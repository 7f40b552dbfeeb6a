import {
  unreachable,
  type ErrorDocument,
  type LayoutChange,
  type Origin,
  type OriginMode,
  type WantedControls,
} from "@convoy/core";
import { clean } from "./clean.ts";
import { errorText } from "./error.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import { table } from "./table.ts";

/** A change as it is told of. */
export interface SetupLine {
  readonly action: "create" | "update";
  readonly resource: "domain" | "repository" | "external-connection" | "package-group";
  readonly name: string;
  readonly detail: string;
  /** Absent where it is only shown. */
  readonly outcome?: "done" | "failed" | "not-started";
}

export interface SetupView {
  readonly lines: readonly SetupLine[];
  /** What differs and stays. */
  readonly notes: readonly ErrorDocument[];
  /** What ended it before all was made. */
  readonly error?: ErrorDocument | undefined;
}

/** A change in words. `domain` is the one that repositories are named with. */
export function setupLine(change: LayoutChange, domain: string): SetupLine {
  switch (change.kind) {
    case "create-domain":
      return { action: "create", resource: "domain", name: domain, detail: "holds the repositories" };
    case "create-repository":
      return {
        action: "create",
        resource: "repository",
        name: `${domain}/${change.repository}`,
        detail: `${ROLES[change.role]}${behind(change.upstreams)}`,
      };
    case "connect":
      return {
        action: "create",
        resource: "external-connection",
        name: `${domain}/${change.repository}`,
        detail: `${change.connection}, the public npm registry`,
      };
    case "add-upstream":
      return {
        action: "update",
        resource: "repository",
        name: `${domain}/${change.repository}`,
        detail: `${change.added} behind it, searched ${change.upstreams.length > 1 ? "last" : "next"}`,
      };
    case "create-group":
    case "set-controls": {
      const action = change.kind === "create-group" ? "create" : "update";
      return { action, resource: "package-group", name: change.pattern, detail: controlled(change.controls) };
    }
    default:
      return unreachable(change);
  }
}

const ROLES = {
  channel: "the channel: consumers install from it",
  stage: "the stage: releases are uploaded to it and checked",
  upstream: "public packages",
};

function behind(upstreams: readonly string[]): string {
  return upstreams.length === 0 ? "" : `, with ${upstreams.join(", ")} behind it`;
}

const ORIGINS: Readonly<Record<Origin, string>> = {
  PUBLISH: "publishing",
  EXTERNAL_UPSTREAM: "versions from outside",
  INTERNAL_UPSTREAM: "versions from upstream repositories",
};

function controlled(controls: WantedControls): string {
  const origins = (wanted: OriginMode): readonly string[] =>
    (Object.keys(ORIGINS) as Origin[]).flatMap((origin) =>
      controls[origin] === wanted ? ORIGINS[origin] : [],
    );
  const [allowed, blocked] = [origins("ALLOW"), origins("BLOCK")];
  return [
    ...(blocked.length === 0 ? [] : [`${blocked.join(" and ")} blocked`]),
    ...(allowed.length === 0 ? [] : [`${allowed.join(" and ")} allowed`]),
  ].join(", ");
}

/** What will be made, or what became of it; then what stays as it is, though it differs. */
export function setupList(
  { lines, notes }: Pick<SetupView, "lines" | "notes">,
  style: TextStyle = {},
): string {
  const rows = lines.map(({ action, resource, name, detail, outcome }) => [
    ...(outcome === undefined ? [] : [outcome.replace("-", " ")]),
    action,
    resource.replace("-", " "),
    clean(name),
    clean(detail),
  ]);
  const paint = paletteOf(style);
  const told = notes.flatMap((note) => [
    `${paint.warning("note")}: ${clean(note.message)}`,
    ...(note.hint === undefined ? [] : [`  ${clean(note.hint)}`]),
  ]);
  return paragraphs([table(rows).join("\n"), told.join("\n")]);
}

/** The same, and how it ended. */
export function setupText(view: SetupView, style: TextStyle = {}): string {
  const { error } = view;
  const failure = error === undefined ? "" : errorText(error, style);
  return paragraphs([setupList(view, style), failure, endOf(view)]);
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function endOf({ lines, notes }: SetupView): string {
  if (lines.length === 0)
    return notes.length === 0
      ? "Nothing to change: CodeArtifact is as convoy.json says."
      : "Nothing to make. What the notes say is left to you.";
  const done = lines.filter(({ outcome }) => outcome === "done").length;
  if (done === lines.length) return "All is made. `convoy setup --iam` prints what the roles need.";
  if (lines.some(({ outcome }) => outcome === "failed"))
    return `${done} of ${lines.length} done. \`convoy setup --yes\` goes on from there.`;
  return "Nothing was changed: `convoy setup --yes` does it.";
}
