import type { ReleaseReport } from "@convoy/core";
import type { ReleaseRecord } from "../../journal/record.ts";
import type { Machine } from "./machine.ts";
import { brokenBy } from "./observer.ts";
import { NEW } from "./script.ts";
import type { Universe } from "./universe.ts";

/** How the world must be when a release has ended, and what it was before it began. */
export class Ending {
  readonly #universe: Universe;
  readonly #stored: ReadonlyMap<string, string>;
  readonly #files: ReadonlyMap<string, string>;

  constructor(universe: Universe) {
    this.#universe = universe;
    this.#stored = storedIn(universe);
    this.#files = new Map(universe.here.files);
  }

  /** Checks I2, I3, I4, I7, I10 and I12 for a release that ended on `machine` as its record says. */
  check(record: ReleaseRecord, machine: Machine): void {
    const report = record.lastReport;
    if (!report) return this.#fail("I10", "the release ended without a report");
    this.#checkHistory();
    if (report.outcome === "done") this.#checkAll(record, machine);
    else this.#checkNone(record, machine);
    this.#checkReport(report);
  }

  /** Nothing was begun, so nothing may be there. */
  checkUntouched(): void {
    this.#checkHistory();
    for (const { name } of this.#universe.cast)
      if (this.#ours(name)) this.#fail("I2", `${name}@${NEW} is there, and no release knows of it`);
  }

  #checkAll({ opening, artifacts, refs }: ReleaseRecord, machine: Machine): void {
    const { channel, witness, remote } = this.#universe;
    for (const { name, to, distTag } of opening.plan.releases) {
      const planned = artifacts?.get(name)?.integrity;
      const seen = channel.view(name).versions.get(to)?.integrity;
      if (seen === undefined || seen !== planned)
        this.#fail("I2", `${name}@${to} is ${seen ?? "not to be seen"}, and was packed as ${planned}`);
      const tagged = channel.view(name).tags[distTag];
      if (tagged !== to && !witness.wasMoved(name, distTag))
        this.#fail("I2", `dist-tag ${distTag} of ${name} is at ${tagged}, and not at ${to}`);
    }
    const commit = refs?.commit ?? "";
    if (remote.commits.standing(commit, remote.refs.get("main") ?? "") !== "present")
      this.#fail("I2", `the release commit ${commit} is not on main`);
    for (const [tag, id] of Object.entries(refs?.tags ?? {})) {
      if (remote.refs.get(tag) !== id) this.#fail("I2", `tag ${tag} is at ${remote.refs.get(tag)}`);
      if (machine.refs.get(tag) !== id) this.#fail("I2", `tag ${tag} is not in the clone`);
    }
  }

  #checkNone({ opening, refs }: ReleaseRecord, machine: Machine): void {
    const { channel, stage, witness, remote } = this.#universe;
    for (const { name, to } of opening.plan.releases) {
      if (this.#ours(name)) this.#fail("I2", `${name}@${to} is still in the channel`);
      if (stage.stored(name, to)?.origin === "release")
        this.#fail("I2", `${name}@${to} is still in the stage`);
      const before = witness.tagsBefore(name);
      const now = channel.tagsOf(name);
      for (const tag of new Set([...Object.keys(before), ...Object.keys(now)]))
        if (now[tag] !== before[tag] && !witness.wasMoved(name, tag) && tag !== "beta" && tag !== "claimed")
          this.#fail("I7", `dist-tag ${tag} of ${name} is at ${now[tag]}, and was at ${before[tag]}`);
    }
    for (const [tag, id] of Object.entries(refs?.tags ?? {}))
      if (remote.refs.get(tag) === id || machine.refs.get(tag) === id)
        this.#fail("I2", `tag ${tag} is still there`);
    const commit = refs && refs.commit !== refs.base ? refs.commit : null;
    for (const [where, found] of [
      ["origin", remote.refs],
      [machine.name, machine.refs],
    ] as const)
      if (commit !== null && remote.commits.standing(commit, found.get("main") ?? "") === "present")
        this.#fail("I2", `the release commit is on main of ${where}`);
    this.#checkFiles(machine);
  }

  /** The working tree is as before, but for what somebody edited meanwhile (I12). */
  #checkFiles(machine: Machine): void {
    for (const [path, before] of this.#files) {
      const now = machine.files.get(path);
      if (now !== before && !now?.endsWith("as the user wants it"))
        this.#fail("I12", `${path} holds \`${now}\`, and held \`${before}\``);
    }
  }

  /** What was there before the release is as it was (I3). */
  #checkHistory(): void {
    const now = storedIn(this.#universe);
    for (const [what, was] of this.#stored)
      if (now.get(what) !== was) this.#fail("I3", `${what} was ${was} and is ${now.get(what) ?? "gone"}`);
    for (const lock of this.#universe.lockFiles)
      for (const fault of brokenBy(lock, this.#universe.shelf())) this.#fail("I3", fault);
  }

  #checkReport({ packages, outcome }: ReleaseReport): void {
    for (const { name, outcome: said } of packages) {
      const there = this.#ours(name);
      if (said === "published" && !there)
        this.#fail("I10", `${name} is reported published, and is not there`);
      if (outcome === "done" && said !== "published" && said !== "already-published")
        this.#fail("I10", `the release is done, and ${name} is ${said}`);
    }
  }

  #ours(name: string): boolean {
    return this.#universe.channel.stored(name, NEW)?.origin === "release";
  }

  #fail(invariant: string, what: string): void {
    this.#universe.witness.breach(invariant, what);
  }
}

/** Everything in the channel that no release put there, by name and version. */
function storedIn({ channel }: Universe): ReadonlyMap<string, string> {
  const all = channel.names.flatMap((name) =>
    [...channel.versionsOf(name)].map(
      ([version, { integrity, status, origin }]) =>
        [`${name}@${version}`, `${integrity} ${status} ${origin}`] as const,
    ),
  );
  return new Map(all.filter(([, text]) => !text.endsWith(" release")));
}
