import { describe, expect, test } from "@jest/globals";
import type { PackageGoal, Strategy } from "../model/goal.ts";
import type { PackageFacts, RefsAt, Situation } from "./facts.ts";
import { nextMove } from "./next-move.ts";

const ABSENT = { kind: "absent" } as const;
const OURS = { kind: "present", integrity: "sha512-ours" } as const;
const FOREIGN = { kind: "present", integrity: "sha512-foreign" } as const;

interface World {
  readonly strategy?: Strategy;
  readonly facts?: PackageFacts;
  readonly refs?: RefsAt;
  readonly local?: RefsAt;
  readonly accepted?: readonly string[];
  readonly beforeVersion?: string;
}

/** One package, http, from 1.0.0 to 1.1.0 under `latest`. */
function situation(world: World): Situation {
  const goal = { name: "http", version: "1.1.0", integrity: "sha512-ours", distTag: "latest", after: [] };
  const before = { known: true, version: world.beforeVersion ?? null, distTags: { latest: "1.0.0" } };
  return {
    goal: { strategy: world.strategy ?? "staged", packages: [goal] },
    accepted: new Set(world.accepted),
    before: new Map([["http", before]]),
    facts: {
      packages: new Map(world.facts ? [["http", world.facts]] : []),
      ...(world.refs === undefined ? {} : { remote: world.refs, local: world.local ?? world.refs }),
    },
  };
}

const OLD_TAGS = { latest: "1.0.0" };
const NEW_TAGS = { latest: "1.1.0" };

describe("forward", () => {
  test("what was never observed is observed, and not taken for absent", () => {
    expect(nextMove(situation({}), "forward")).toEqual({
      kind: "observe",
      channel: ["http"],
      stage: [],
      refs: true,
    });
  });

  test("the stage is read back only for what the channel lacks", () => {
    const absent = situation({ facts: { channel: ABSENT, distTags: OLD_TAGS }, refs: "absent" });
    expect(nextMove(absent, "forward")).toMatchObject({ kind: "observe", channel: [], stage: ["http"] });
    const there = situation({ facts: { channel: OURS, distTags: NEW_TAGS }, refs: "ours" });
    expect(nextMove(there, "forward")).toEqual({ kind: "finish" });
  });

  test("staged: what neither the stage nor the channel has is uploaded to the stage", () => {
    const facts = { stage: ABSENT, channel: ABSENT, distTags: OLD_TAGS };
    expect(nextMove(situation({ facts, refs: "absent" }), "forward")).toEqual({
      kind: "stage",
      names: ["http"],
    });
  });

  test("staged: with everything in the stage comes the commit point, and nothing shows in the channel before", () => {
    const facts = { stage: OURS, channel: ABSENT, distTags: OLD_TAGS };
    expect(nextMove(situation({ facts, refs: "absent" }), "forward")).toEqual({ kind: "commit" });
    expect(nextMove(situation({ facts, refs: "ours" }), "forward")).toEqual({
      kind: "promote",
      names: ["http"],
    });
  });

  test("direct: the push comes after the last version", () => {
    const absent = { channel: ABSENT, distTags: OLD_TAGS };
    const there = { channel: OURS, distTags: NEW_TAGS };
    expect(nextMove(situation({ strategy: "direct", facts: absent, refs: "absent" }), "forward").kind).toBe(
      "publish",
    );
    expect(nextMove(situation({ strategy: "direct", facts: there, refs: "absent" }), "forward").kind).toBe(
      "commit",
    );
  });

  test("packages of a later turn are not sent before the earlier ones have arrived", () => {
    const named = (name: string, turn: number): PackageGoal => {
      return { name, turn, version: "1.1.0", integrity: "sha512-ours", distTag: "latest", after: [] };
    };
    const packages = [named("http", 0), named("app", 1), named("site", 1)];
    const facts = (there: readonly string[]): Situation["facts"] => ({
      packages: new Map(
        packages.map(({ name }) => [
          name,
          { stage: there.includes(name) ? OURS : ABSENT, channel: ABSENT, distTags: OLD_TAGS },
        ]),
      ),
      remote: "absent",
      local: "absent",
    });
    const at = (...there: readonly string[]): Situation => {
      return { ...situation({}), goal: { strategy: "staged", packages }, facts: facts(there) };
    };
    expect(nextMove(at(), "forward")).toEqual({ kind: "stage", names: ["http"] });
    expect(nextMove(at("http"), "forward")).toEqual({ kind: "stage", names: ["app", "site"] });
    expect(nextMove(at("http", "app", "site"), "forward")).toEqual({ kind: "commit" });
  });

  test("a version that is there under no tag is tagged", () => {
    const facts = { channel: OURS, distTags: OLD_TAGS };
    expect(nextMove(situation({ facts, refs: "ours" }), "forward")).toEqual({ kind: "tag", names: ["http"] });
  });

  test("a committed release ends when this clone has its refs", () => {
    const facts = { channel: OURS, distTags: NEW_TAGS };
    expect(nextMove(situation({ facts, refs: "ours", local: "absent" }), "forward")).toEqual({
      kind: "adopt",
    });
    expect(nextMove(situation({ facts, refs: "ours" }), "forward")).toEqual({ kind: "finish" });
  });

  test.each(["stage", "channel"] as const)("other bytes in the %s stop it", (where) => {
    const facts = { stage: ABSENT, channel: ABSENT, distTags: OLD_TAGS, [where]: FOREIGN };
    const move = nextMove(situation({ facts, refs: "absent" }), "forward");
    expect(move).toMatchObject({
      kind: "stop",
      conflicts: [{ name: "http", where, found: "sha512-foreign" }],
    });
  });
});

test("a dist-tag that somebody moved on is not moved back", () => {
  const facts = { stage: OURS, channel: OURS, distTags: { latest: "7.0.0" } };
  expect(nextMove(situation({ facts, refs: "ours" }), "forward")).toEqual({ kind: "finish" });
});

describe("back", () => {
  test("takes the version out of the channel first, then out of the stage, then the refs", () => {
    const shown = { stage: OURS, channel: OURS, distTags: NEW_TAGS };
    const staged = { stage: OURS, channel: ABSENT, distTags: OLD_TAGS };
    const gone = { stage: ABSENT, channel: ABSENT, distTags: OLD_TAGS };
    expect(nextMove(situation({ facts: shown, refs: "ours" }), "back").kind).toBe("withdraw");
    expect(nextMove(situation({ facts: staged, refs: "ours" }), "back").kind).toBe("discard");
    expect(nextMove(situation({ facts: gone, refs: "ours" }), "back").kind).toBe("retract");
    expect(nextMove(situation({ facts: gone, refs: "absent" }), "back").kind).toBe("finish");
  });

  test("a version that the channel had before is not ours, even with the same bytes", () => {
    const facts = { stage: ABSENT, channel: OURS, distTags: OLD_TAGS };
    const move = nextMove(situation({ facts, refs: "absent", beforeVersion: "sha512-ours" }), "back");
    expect(move).toEqual({ kind: "finish" });
  });

  test("other bytes are somebody else's, unless they lie where the registry took our upload", () => {
    const inChannel = { stage: ABSENT, channel: FOREIGN, distTags: OLD_TAGS };
    const inStage = { stage: FOREIGN, channel: ABSENT, distTags: OLD_TAGS };
    const back = (options: Parameters<typeof situation>[0]): string =>
      nextMove(situation(options), "back").kind;
    expect(back({ facts: inChannel, refs: "absent" })).toBe("finish");
    expect(back({ facts: inChannel, refs: "absent", accepted: ["http"], strategy: "direct" })).toBe(
      "withdraw",
    );
    expect(back({ facts: inStage, refs: "absent", accepted: ["http"] })).toBe("discard");
    // What is copied was checked in the stage: other bytes in the channel were claimed by somebody meanwhile.
    expect(back({ facts: inChannel, refs: "absent", accepted: ["http"] })).toBe("finish");
  });

  test("the dist-tags of somebody else's version are theirs", () => {
    const facts = { stage: ABSENT, channel: FOREIGN, distTags: { ...NEW_TAGS, claimed: NEW_TAGS.latest } };
    expect(nextMove(situation({ facts, refs: "absent" }), "back").kind).toBe("finish");
  });

  test("a dist-tag that the registry took along with the version is put back", () => {
    const facts = { stage: ABSENT, channel: ABSENT, distTags: {} };
    expect(nextMove(situation({ facts, refs: "absent" }), "back")).toEqual({
      kind: "withdraw",
      names: ["http"],
    });
  });

  test("a dist-tag that still names the version of this release is put back", () => {
    const facts = { stage: ABSENT, channel: ABSENT, distTags: NEW_TAGS };
    expect(nextMove(situation({ facts, refs: "absent" }), "back")).toEqual({
      kind: "withdraw",
      names: ["http"],
    });
  });

  test("a dist-tag that somebody moved on meanwhile is left alone", () => {
    const facts = { stage: ABSENT, channel: ABSENT, distTags: { latest: "1.2.0" } };
    expect(nextMove(situation({ facts, refs: "absent" }), "back").kind).toBe("finish");
  });
});
