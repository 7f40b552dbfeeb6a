/** Causes that go away by themselves or by a new login: to take a committed release back for them would be wrong. */
const PASSING: ReadonlySet<string> = new Set([
  "CREDENTIALS_MISSING",
  "GIT_REMOTE_UNREACHABLE",
  "NOT_VISIBLE",
  "REGISTRY_THROTTLED",
  "REGISTRY_UNAVAILABLE",
  "STILL_UNCLEAR",
  "TARGET_UNREACHABLE",
  "TOKEN_REFUSED",
]);

export function isPassing(code: string): boolean {
  return PASSING.has(code);
}
