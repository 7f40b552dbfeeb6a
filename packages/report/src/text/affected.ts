import { clean } from "./clean.ts";
import { mermaid } from "./mermaid.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import { table } from "./table.ts";
import { count, someOf } from "./words.ts";

/** A package that a range of commits touches, itself or through its dependencies. */
export interface AffectedPackage {
  readonly name: string;
  readonly dir: string;
  /** `changed`, or the affected dependencies through which the change reaches it. */
  readonly because: readonly string[];
  /** Names among the affected. */
  readonly dependsOn: readonly string[];
}

/** The affected packages as a table. */
export function affectedText(packages: readonly AffectedPackage[], style: TextStyle = {}): string {
  if (packages.length === 0) return "No package is affected.";
  const paint = paletteOf(style);
  const heading = ["Package", "Folder", "Because"].map(paint.aside);
  const rows = packages.map(({ name, dir, because }) => [
    paint.name(clean(name)),
    clean(dir),
    becauseText(because),
  ]);
  return [paint.heading(count(packages.length, "affected package")), "", ...table([heading, ...rows])].join(
    "\n",
  );
}

/** Why a package is affected, as words. */
export function becauseText(because: readonly string[]): string {
  const dependencies = because.filter((reason) => reason !== "changed");
  const changed = because.includes("changed") ? ["changed"] : [];
  const needs = dependencies.length === 0 ? [] : [`needs ${someOf(dependencies, 3)}`];
  return [...changed, ...needs].join("; ");
}

/** The graph among the affected packages as a Mermaid flow chart; `*` marks those that changed themselves. */
export function affectedMermaid(packages: readonly AffectedPackage[]): string {
  return mermaid(
    packages.map(({ name, because, dependsOn }) => ({
      key: name,
      label: because.includes("changed") ? `${name} *` : name,
      edges: dependsOn,
    })),
  );
}
