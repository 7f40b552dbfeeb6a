import { OUTCOME_WORDS } from "../text/outcomes.ts";
import { reasonText } from "../text/plan.ts";
import { clean } from "../text/clean.ts";
import type { AuditedPackage } from "./audit.ts";

const REASONS: ReadonlySet<string> = new Set(["change", "dependency", "group", "unpublished", "affected"]);

/** Why it is released, one reason each. What another Convoy gave as a reason, and this one does not know, is left out. */
export function whyOf({ because, name }: Pick<AuditedPackage, "because" | "name">): readonly string[] {
  return because.filter(({ kind }) => REASONS.has(kind)).map((reason) => clean(reasonText(reason, name)));
}

/** Those that need somebody first, else in the order of the plan. */
export function worstFirst(packages: readonly AuditedPackage[]): readonly AuditedPackage[] {
  const rank = ({ outcome }: AuditedPackage): number => ["failed", "blocked"].indexOf(outcome);
  const bad = packages.filter((one) => rank(one) >= 0).toSorted((one, other) => rank(one) - rank(other));
  return [...bad, ...packages.filter((one) => rank(one) < 0)];
}

/** What became of it. */
export function outcomeWords({ outcome }: Pick<AuditedPackage, "outcome">): string {
  // Another Convoy may have told one that this one does not know.
  return outcome !== "private" && Object.hasOwn(OUTCOME_WORDS, outcome)
    ? OUTCOME_WORDS[outcome]
    : clean(outcome);
}

/** `latest: 1.0.0 → 1.1.0`: what the dist-tag named before, and what the release has made of it. */
export function distTagWords(released: AuditedPackage): string {
  const { outcome, distTag, distTagBefore, version } = released;
  if (outcome === "private") return "";
  const before = clean(distTagBefore ?? "none");
  const moved = outcome === "published" || outcome === "already-published";
  const now = moved && distTagBefore !== version ? ` → ${clean(version)}` : "";
  return `${clean(distTag)}: ${before}${now}`;
}
