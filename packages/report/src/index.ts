export { errorAnnotation } from "./github/annotations.ts";
export { githubReporter } from "./github/github-reporter.ts";
export * from "./json-lines.ts";
export * from "./output.ts";
export * from "./terminal/clock.ts";
export * from "./terminal/terminal-reporter.ts";
export * from "./markdown/changelog-entry.ts";
export * from "./markdown/check-markdown.ts";
export * from "./markdown/release-body.ts";
export * from "./markdown/release-notes.ts";
export * from "./markdown/safe-markdown.ts";
export * from "./markdown/snapshot-markdown.ts";
export { planHtml } from "./page/plan-page.ts";
export { auditHtml } from "./page/audit-page.ts";
export type * from "./release/audit.ts";
export { auditText } from "./release/audit-text.ts";
export * from "./text/affected.ts";
export { checkText, type ChangesetCheck } from "./text/check.ts";
export * from "./text/error.ts";
export { findingsText, type FindingView } from "./text/findings.ts";
export * from "./text/plan.ts";
export * from "./text/printable.ts";
export * from "./text/login.ts";
export * from "./text/prune.ts";
export {
  installingText,
  installText,
  rehearsalStartText,
  rehearsalText,
  type RehearsalStart,
} from "./text/rehearsal.ts";
export * from "./text/setup.ts";
export * from "./text/status.ts";
export * from "./text/style.ts";
export * from "./text/summary-context.ts";
export * from "./text/summary.ts";
export * from "./text/verify.ts";
