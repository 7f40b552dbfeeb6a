import { lt } from "semver";

/** Whether version `a` comes before version `b`. */
export function isLower(a: string, b: string): boolean {
  return lt(a, b);
}
