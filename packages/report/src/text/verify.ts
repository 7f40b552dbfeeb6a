import { clean } from "./clean.ts";
import { findingsText, type FindingView } from "./findings.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import { table } from "./table.ts";
import { count } from "./words.ts";

/** What `verify --json` prints. */
export interface VerifyDocument {
  readonly format: 1;
  readonly release: {
    readonly id: string;
    /** `DONE`, or `ABORTED` for one that was taken back. */
    readonly state: string;
    /** The channel. */
    readonly target: string;
    readonly commit: string | null;
    readonly tags: readonly string[];
  };
  readonly packages: readonly VerifiedPackage[];
  readonly findings: readonly FindingView[];
  /** Absent where nothing was installed. */
  readonly installed?: { readonly client: string; readonly packages: number };
  readonly requests: number;
}

export interface VerifiedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly distTag: string;
  /** There is no error about it. */
  readonly ok: boolean;
}

/** A line a package, what was found, and what it comes to. */
export function verifyText(document: VerifyDocument, style: TextStyle = {}): string {
  const paint = paletteOf(style);
  const { id, target } = document.release;
  const back = isTakenBack(document);
  const title = `Release ${paint.heading(clean(id))}, ${back ? "taken back from" : "in"} ${clean(target)}`;
  const rows = document.packages.map(({ name, version, distTag, ok }) => [
    ok ? paint.good("✓") : paint.bad("✗"),
    clean(name),
    clean(version),
    paint.aside(back ? (ok ? "gone" : "still there") : clean(distTag)),
  ]);
  const found = findingsText(document.findings, style);
  const parts = [table(rows).join("\n"), found, endOf(document)].filter((part) => part !== "");
  return [title, ...parts].join("\n\n");
}

function endOf(document: VerifyDocument): string {
  const { packages, findings, installed, requests } = document;
  const good = packages.filter(({ ok }) => ok).length;
  const back = isTakenBack(document);
  const by = installed === undefined ? "" : `, installed with ${clean(installed.client)}`;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const counts = [
    ...(errors === 0 ? [] : [count(errors, "error")]),
    ...(warnings === 0 ? [] : [count(warnings, "warning")]),
    count(requests, "request"),
  ];
  if (packages.length === 0) return `${back ? NONE_LEFT : "It has no packages."} ${counts.join(", ")}.`;
  const all = count(packages.length, "package");
  const left =
    good === packages.length
      ? `Nothing is left of ${all}`
      : `Something is left of ${packages.length - good} of ${all}`;
  return `${back ? left : `As released: ${good} of ${all}${by}`}. ${counts.join(", ")}.`;
}

const NONE_LEFT = "It made no version, or a later release made all of them again.";

function isTakenBack({ release }: VerifyDocument): boolean {
  return release.state === "ABORTED";
}
