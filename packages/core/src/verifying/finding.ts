import type { ReleasedPackage, VerifyFinding } from "./facts.ts";

/** A finding about a version, which is its subject; `told.message` is what is said of it. */
export function findingOf(
  severity: VerifyFinding["severity"],
  { name, version }: Pick<ReleasedPackage, "name" | "version">,
  told: Pick<VerifyFinding, "code" | "message" | "hint">,
): VerifyFinding {
  const subject = `${name}@${version}`;
  return { code: told.code, severity, subject, message: `${subject} ${told.message}`, hint: told.hint };
}
