import type { ErrorDocument } from "@convoy/core";
import type { Finding } from "@convoy/nx";

/** What is wrong with the subject, as `convoy doctor` tells it. None of these it mends itself. */
export function findingOf(
  subject: string,
  { code, message, hint = "" }: ErrorDocument,
  severity: Finding["severity"],
): Finding {
  return { code, severity, subject, message, hint, fixable: false };
}
