import { compareBumps, type Bump } from "@convoy/core";
import { CommitParser } from "conventional-commits-parser";

/** What a commit asks for, by the Conventional Commits specification. */
export interface ParsedCommit {
  readonly bump: Bump;
  /** For the changelog: the subject, and under it what breaks. */
  readonly summary: string;
  /** Whether the message, or a line of a squashed one, has the conventional form at all. */
  readonly isConventional: boolean;
  readonly reverts: RevertedCommit | null;
}

/** How a message names what it reverts: by ids, possibly short ones, and by a first line. */
export interface RevertedCommit {
  readonly ids: readonly string[];
  readonly header: string;
}

/** The bump of each type of commit; what is not listed asks for none. */
export type CommitTypes = Readonly<Record<string, Bump>>;

export const DEFAULT_TYPES: CommitTypes = { feat: "minor", fix: "patch", perf: "patch", revert: "patch" };

const HEADER = /^([A-Za-z][\w-]*)(?:\(([^()]*)\))?!?: +(.*\S)\s*$/;

const parser = new CommitParser({
  headerPattern: HEADER,
  breakingHeaderPattern: /^([A-Za-z][\w-]*)(?:\(([^()]*)\))?!: +(.*\S)\s*$/,
  notesPattern: (keywords) => new RegExp(`^[\\s*-]*(${keywords}): +(.*)`),
});

/**
 * Reads a commit message. The title of a squashed commit makes the line of the changelog, and the bump is the largest
 * of the title and of the commits that its body lists; where the title has no conventional form, the list makes the lines.
 */
export function parseCommit(message: string, types: CommitTypes = DEFAULT_TYPES): ParsedCommit {
  const text = message.trim() === "" ? "(no message)" : message;
  const reverts = revertIn(text);
  const { header, subject, type, notes } = parser.parse(text);
  const title = reverts ? { type: "revert", subject: `Revert "${reverts.header}"` } : { type, subject };
  const listed = squashed(text);
  const lines = title.type ? [title.subject ?? ""] : listed.map((one) => one.subject);
  const asked = [...(title.type ? [title.type] : []), ...listed.map((one) => one.type)];
  const breaks = notes.length > 0 || listed.some((one) => one.breaks);
  const breaking = notes.map((note) => note.text.trim()).filter((note) => note !== "" && note !== subject);
  return {
    bump: breaks ? "major" : largest(asked.map((one) => bumpOf(one, types))),
    summary: [lines.join("\n") || (header ?? text), ...breaking.map((note) => `**Breaking:** ${note}`)].join(
      "\n\n",
    ),
    isConventional: asked.length > 0,
    reverts,
  };
}

interface SquashedCommit {
  readonly type: string;
  readonly subject: string;
  readonly breaks: boolean;
}

/** The commits that the body of a squashed one lists, as code hosts write them: `* feat: a` and `- fix: b`. */
function squashed(message: string): readonly SquashedCommit[] {
  return message
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const item = /^\s*[*-] +(.+)$/.exec(line)?.[1] ?? "";
      const [, type, , subject] = HEADER.exec(item) ?? [];
      if (type === undefined || subject === undefined) return [];
      return { type, subject, breaks: parser.parse(item).notes.length > 0 };
    });
}

function revertIn(message: string): RevertedCommit | null {
  const [title = ""] = message.split("\n");
  const quoted = /^Revert "(.+)"/.exec(title)?.[1];
  const conventional = /^revert(?:\([^()]*\))?!?: +(.*\S)/i.exec(title)?.[1];
  const header = quoted ?? conventional;
  if (header === undefined) return null;
  const lines = message.match(/^(?:This reverts commit|Refs:).*$/gm) ?? [];
  return { ids: lines.flatMap((line) => line.match(/\b[0-9a-f]{7,64}\b/g) ?? []), header };
}

function bumpOf(type: string, types: CommitTypes): Bump {
  const name = type.toLowerCase();
  return Object.hasOwn(types, name) ? (types[name] ?? "none") : "none";
}

function largest(bumps: readonly Bump[]): Bump {
  return bumps.reduce((a, b) => (compareBumps(a, b) < 0 ? b : a), "none");
}
