import type { AuditedPackage, ReleaseAudit } from "./audit.ts";

const START = Date.UTC(2026, 0, 31, 17, 45);

/** So many milliseconds after the release began. */
export function after(milliseconds: number): string {
  return new Date(START + milliseconds).toISOString();
}

/** Something that was done to a package from one such moment to another. */
export function step(
  act: AuditedPackage["steps"][number]["act"],
  from: number,
  to: number | null,
): AuditedPackage["steps"][number] {
  return { act, from: after(from), to: to === null ? null : after(to) };
}

export function audited(name: string, part: Partial<AuditedPackage> = {}): AuditedPackage {
  return {
    name,
    dir: name.replace("@acme", "packages"),
    from: "1.0.0",
    version: "1.1.0",
    bump: "minor",
    because: [{ kind: "change", changeset: "brave-cats-jump", bump: "minor" }],
    after: [],
    distTag: "latest",
    distTagBefore: "1.0.0",
    outcome: "published",
    integrity: `sha512-${name.length}AbCdEfGhIjKl==`,
    size: 3400,
    tag: `${name}@1.1.0`,
    changes: "### Minor Changes\n\n- Faster.",
    steps: [step("stage", 2000, 3000), step("promote", 5000, 6000)],
    ...part,
  };
}

/** A staged release that is done, but for what is said of it. */
export function auditWith(part: Partial<ReleaseAudit> = {}): ReleaseAudit {
  const packages = part.packages ?? [
    audited("@acme/codec"),
    audited("@acme/http", { after: ["@acme/codec"] }),
  ];
  return {
    format: 1,
    id: "20260131-174500-1f3a",
    verb: "release",
    state: "DONE",
    outcome: "done",
    running: false,
    strategy: "staged",
    onFailure: "rollback",
    target: "acme/npm-releases",
    snapshot: null,
    holder: { host: "build-7", pid: 4711 },
    by: "Ada <ada@acme.example>",
    startedAt: after(0),
    endedAt: after(8400),
    requests: 12,
    durationMs: 8400,
    git: { base: "b".repeat(40), branch: "main", remote: "origin", message: "chore: release 2 packages" },
    commit: "c0ffee".padEnd(40, "0"),
    tags: packages.flatMap(({ tag }) => tag ?? []),
    moments: [
      { at: after(0), kind: "reached", state: "PLANNED" },
      { at: after(1000), kind: "packed" },
      { at: after(2000), kind: "reached", state: "PACKED" },
      { at: after(4000), kind: "reached", state: "STAGED" },
      { at: after(5000), kind: "reached", state: "COMMITTED" },
      { at: after(8400), kind: "ended", outcome: "done", requests: 12, durationMs: 8400 },
    ],
    error: null,
    next: null,
    ...part,
    packages,
  };
}

const denied = { code: "ACCESS_DENIED", message: "no right to copy @acme/http", hint: "Grant it." };

/** The same, stopped after its commit point. */
export const HELD: ReleaseAudit = auditWith({
  state: "COMMITTED",
  outcome: "unfinished",
  endedAt: null,
  packages: [
    audited("@acme/codec"),
    audited("@acme/http", {
      after: ["@acme/codec"],
      outcome: "failed",
      reason: denied.message,
      steps: [step("stage", 2000, 3000), { ...step("promote", 6000, 7000), error: denied }],
    }),
    audited("@acme/app", { after: ["@acme/http"], outcome: "blocked", reason: "@acme/http", steps: [] }),
  ],
  moments: [
    { at: after(0), kind: "reached", state: "PLANNED" },
    { at: after(5000), kind: "reached", state: "COMMITTED" },
    { at: after(7000), kind: "paused", outcome: "unfinished", requests: 9, durationMs: 7000, error: denied },
  ],
  error: denied,
  next: "convoy resume 20260131-174500-1f3a",
});
