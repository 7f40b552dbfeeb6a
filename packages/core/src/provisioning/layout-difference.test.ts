import { expect, test } from "@jest/globals";
import { groupPatterns } from "./group-patterns.ts";
import { layoutDifference } from "./layout-difference.ts";
import type { FoundLayout, FoundRepository, Layout, Origin, OriginControls, OriginMode } from "./layout.ts";

const LAYOUT: Layout = {
  domain: "acme",
  channel: "npm-releases",
  stage: "npm-staging",
  upstream: { name: "npm-store", asked: false },
  groups: ["/npm/acme/*"],
};

/** `npm-releases <- npm-store <- public:npmjs` by name: each has what is right of it behind it. */
function repositories(...drawings: readonly string[]): ReadonlyMap<string, FoundRepository> {
  const links = drawings.flatMap((drawing) => {
    const names = drawing.split(" <- ");
    return names.map((name, at) => [name, names.slice(at + 1, at + 2)] as const);
  });
  const own = links.filter(([name]) => !name.startsWith("public:"));
  return new Map(
    own.map(([name, behind]) => {
      const connections = behind.filter((one) => one.startsWith("public:"));
      return [name, { upstreams: behind.filter((one) => !connections.includes(one)), connections }];
    }),
  );
}

type Own = Readonly<Partial<Record<Origin, OriginMode | "INHERIT">>>;

function controls(own: Own = {}, inherited: OriginMode = "ALLOW"): OriginControls {
  const of = (origin: Origin): OriginControls[Origin] => {
    const mode = own[origin] ?? "INHERIT";
    return { mode, effective: mode === "INHERIT" ? inherited : mode };
  };
  return {
    PUBLISH: of("PUBLISH"),
    INTERNAL_UPSTREAM: of("INTERNAL_UPSTREAM"),
    EXTERNAL_UPSTREAM: of("EXTERNAL_UPSTREAM"),
  };
}

const GUARDED = controls({ PUBLISH: "ALLOW", INTERNAL_UPSTREAM: "BLOCK", EXTERNAL_UPSTREAM: "BLOCK" });
const DONE: FoundLayout = {
  domain: true,
  repositories: repositories("npm-releases <- npm-store <- public:npmjs", "npm-staging"),
  groups: new Map([["/npm/acme/*", GUARDED]]),
  unseen: [],
};

/** As it is when all is done, but for this. */
function difference(found: Partial<FoundLayout>, layout: Partial<Layout> = {}): readonly unknown[] {
  const { changes, notes } = layoutDifference({ ...LAYOUT, ...layout }, { ...DONE, ...found });
  return [...changes, ...notes.map(({ code }) => code)];
}

const asked = { name: "npm-store", asked: true } as const;

test("where nothing is, all is made, each after what it needs", () => {
  const found = { domain: false, repositories: new Map(), groups: new Map() };
  expect(difference(found)).toEqual([
    { kind: "create-domain", domain: "acme" },
    { kind: "create-repository", repository: "npm-store", role: "upstream", upstreams: [] },
    { kind: "connect", repository: "npm-store", connection: "public:npmjs" },
    { kind: "create-repository", repository: "npm-releases", role: "channel", upstreams: ["npm-store"] },
    { kind: "create-repository", repository: "npm-staging", role: "stage", upstreams: [] },
    {
      kind: "create-group",
      pattern: "/npm/acme/*",
      controls: { PUBLISH: "ALLOW", INTERNAL_UPSTREAM: "BLOCK", EXTERNAL_UPSTREAM: "BLOCK" },
    },
  ]);
});

test("where all is, nothing is left to do, whoever has named the upstream", () => {
  expect(difference({})).toEqual([]);
  expect(difference({}, { upstream: asked })).toEqual([]);
});

test("a run that stopped after the upstream was made goes on with its connection", () => {
  expect(difference({ repositories: repositories("npm-store", "npm-staging") })).toMatchObject([
    { kind: "connect", repository: "npm-store" },
    { kind: "create-repository", repository: "npm-releases" },
  ]);
});

test("a channel that a person has made is opened to the public registry only where convoy.json says so", () => {
  const closed = { repositories: repositories("npm-releases", "npm-staging") };
  expect(difference(closed)).toEqual(["SETUP_CHANNEL_CLOSED"]);
  const { upstream: _none, ...without } = LAYOUT;
  expect(layoutDifference(without, { ...DONE, ...closed })).toEqual({ changes: [], notes: [] });
  expect(difference(closed, { upstream: asked })).toMatchObject([
    { kind: "create-repository", repository: "npm-store" },
    { kind: "connect", repository: "npm-store" },
    { kind: "add-upstream", repository: "npm-releases", upstreams: ["npm-store"] },
  ]);
});

test("what the channel has behind it stays first, and one that is reached already is not linked again", () => {
  const shared = repositories("npm-releases <- shared", "npm-store <- public:npmjs", "npm-staging");
  expect(difference({ repositories: shared }, { upstream: asked })).toEqual([
    {
      kind: "add-upstream",
      repository: "npm-releases",
      added: "npm-store",
      upstreams: ["shared", "npm-store"],
    },
  ]);
  const through = repositories("npm-releases <- shared <- npm-store <- public:npmjs", "npm-staging");
  expect(difference({ repositories: through }, { upstream: asked })).toEqual([]);
});

test("what the service does not allow is said, and not tried", () => {
  const own = repositories("npm-releases <- public:npmjs", "npm-staging");
  expect(difference({ repositories: own }, { upstream: asked })).toEqual(["SETUP_CHANNEL_CONNECTED"]);
  const elsewhere = repositories("npm-releases <- npm-store <- other", "npm-staging");
  expect(difference({ repositories: elsewhere }, { upstream: asked })).toEqual(["SETUP_UPSTREAM_CLOSED"]);
});

test("a stage that shows before the release, or is fed, is said", () => {
  const leaking = new Map([...repositories("team <- npm-staging <- other"), ...DONE.repositories]);
  leaking.set("npm-staging", { upstreams: ["other"], connections: [] });
  expect(difference({ repositories: leaking })).toEqual(["SETUP_STAGE_SHOWN", "SETUP_STAGE_FED"]);
});

test("a group that stands open, or of which the controls were not set yet, is guarded", () => {
  const half = { groups: new Map([["/npm/acme/*", controls({}, "BLOCK")]]) };
  expect(difference(half)).toEqual([
    { kind: "set-controls", pattern: "/npm/acme/*", controls: { PUBLISH: "ALLOW" } },
  ]);
  const open = { groups: new Map([["/npm/acme/*", controls({ EXTERNAL_UPSTREAM: "ALLOW" })]]) };
  expect(difference(open)).toMatchObject([
    { controls: { EXTERNAL_UPSTREAM: "BLOCK", INTERNAL_UPSTREAM: "BLOCK" } },
  ]);
});

test("what a person has said of a group stays", () => {
  const own = controls({
    PUBLISH: "BLOCK",
    EXTERNAL_UPSTREAM: "ALLOW_SPECIFIC_REPOSITORIES",
    INTERNAL_UPSTREAM: "BLOCK",
  });
  expect(difference({ groups: new Map([["/npm/acme/*", own]]) })).toEqual([
    "SETUP_PUBLISH_GUARDED",
    "SETUP_GROUP_OPEN",
  ]);
});

test("versions still come along to a repository that has the channel behind it", () => {
  const team = new Map([...DONE.repositories, ...repositories("team <- npm-releases")]);
  team.set("npm-releases", { upstreams: ["npm-store"], connections: [] });
  expect(difference({ repositories: team, groups: new Map() })).toEqual([
    {
      kind: "create-group",
      pattern: "/npm/acme/*",
      controls: { PUBLISH: "ALLOW", EXTERNAL_UPSTREAM: "BLOCK" },
    },
  ]);
  expect(difference({ repositories: team })).toEqual(["SETUP_DOWNSTREAM_CUT_OFF"]);
});

test("what may not be looked at is named, and nothing is cut off that may be behind it", () => {
  const [create, code] = difference({ unseen: ["theirs"], groups: new Map() });
  expect(create).toMatchObject({ controls: { PUBLISH: "ALLOW", EXTERNAL_UPSTREAM: "BLOCK" } });
  expect(create).not.toHaveProperty("controls.INTERNAL_UPSTREAM");
  expect(code).toBe("SETUP_UNSEEN");
});

test("a scope is a group, or each of its names; a name without a scope is always its own", () => {
  const names = ["@acme/http", "@acme/codec", "acme-cli"];
  expect(groupPatterns(names, "scopes")).toEqual(["/npm//acme-cli$", "/npm/acme/*"]);
  expect(groupPatterns(names, "names")).toEqual(["/npm//acme-cli$", "/npm/acme/codec$", "/npm/acme/http$"]);
});
