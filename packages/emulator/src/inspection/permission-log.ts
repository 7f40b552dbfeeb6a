import { wholeAction, type Permission } from "../access/policy.ts";

/** Each permission that was asked for, once, in the order in which it was first asked for. */
export class PermissionLog {
  readonly #asked = new Map<string, Readonly<Record<"action" | "resource", string>>>();

  record(permission: Permission): void {
    const asked = { action: wholeAction(permission), resource: permission.resource };
    this.#asked.set(`${asked.action} ${asked.resource}`, asked);
  }

  list(): readonly Readonly<Record<"action" | "resource", string>>[] {
    return [...this.#asked.values()];
  }

  clear(): void {
    this.#asked.clear();
  }
}
