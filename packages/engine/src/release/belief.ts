import type { Facts, PackageFacts, RefsAt } from "@convoy/core";

/** What has been observed in this run so far. It is written from observations alone, never from replies. */
export class Belief {
  readonly #packages: Map<string, PackageFacts> = new Map();
  #remote: RefsAt | undefined;
  #local: RefsAt | undefined;

  get packages(): ReadonlyMap<string, PackageFacts> {
    return this.#packages;
  }

  get refs(): Pick<Facts, "remote" | "local"> {
    if (this.#remote === undefined || this.#local === undefined) return {};
    return { remote: this.#remote, local: this.#local };
  }

  of(name: string): PackageFacts {
    return this.#packages.get(name) ?? {};
  }

  learn(name: string, facts: PackageFacts): void {
    this.#packages.set(name, { ...this.of(name), ...facts });
  }

  learnRefs(remote: RefsAt, local: RefsAt): void {
    this.#remote = remote;
    this.#local = local;
  }

  learnLocal(local: RefsAt): void {
    this.#local = local;
  }

  /** A push may move the refs: they must be asked again. */
  forgetRefs(): void {
    this.#remote = undefined;
    this.#local = undefined;
  }

  /** What is known of the package may be out of date: it must be asked again. */
  forget(name: string): void {
    this.#packages.delete(name);
  }
}
