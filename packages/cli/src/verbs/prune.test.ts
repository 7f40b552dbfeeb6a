import { beforeAll, afterAll, expect, test } from "@jest/globals";
import { expiringVersion } from "@convoy/core";
import { startEmulatorRig, useTempFolders, type BuiltWorkspace } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { leaveUnfinished, workspaceOf } from "./world.fixture.ts";

useTempFolders(afterAll);

const DAY = 86_400_000;
const OVER = expiringVersion("0.0.0-pr-1-20200101000000", Date.now() - DAY);
const needs = (dependencies: Record<string, string>): { manifest: object } => ({
  manifest: { dependencies },
});
const CHANNEL = [
  {
    name: "@acme/codec",
    tags: { latest: "2.0.0", "pr-1": OVER },
    versions: ["1.0.0", "1.1.0", "1.2.0", "2.0.0", OVER].map((version) => ({ version })),
  },
  {
    name: "@acme/theirs",
    tags: { latest: "1.0.0" },
    versions: [{ version: "1.0.0", ...needs({ "@acme/codec": "~1.1.0" }) }],
  },
];
const STAGE = [
  { name: "@acme/codec", versions: [{ version: "2.0.0" }, { version: "1.1.0" }, { version: "1.9.0" }] },
];
const repositories = [
  { name: "npm-releases", packages: CHANNEL },
  { name: "npm-staging", packages: STAGE },
];

let workspace: BuiltWorkspace;
let run: (...args: readonly string[]) => Promise<Ran>;

// Everything lies in CodeArtifact for a year.
beforeAll(async () => {
  const clock = { now: () => Date.now() - 365 * DAY, sleep: async () => undefined };
  const seed = { domains: [{ name: "seeded", region: "eu-west-1", repositories }] };
  const rig = await startEmulatorRig({ emulator: { seed, clock } });
  Object.assign(process.env, rig.env);
  const target = { ...rig.config.target, domain: "seeded" };
  const retention = { versions: { keep: 1 } };
  workspace = await workspaceOf({ files: { "convoy.json": JSON.stringify({ target, retention }) } });
  run = (...args) => convoy(workspace.root, ["prune", ...args]);
});

const line = (place: string, version: string, more: object): object =>
  expect.objectContaining({ place, name: "@acme/codec", version, ...more });
const EXPECTED = (more: object): readonly object[] => [
  line("channel", "1.0.0", { action: "archive", because: "old", tags: [], ...more }),
  line("channel", "1.2.0", { action: "archive", because: "old", tags: [], ...more }),
  line("channel", OVER, { action: "delete", because: "expired", tags: ["pr-1"], ...more }),
  ...["2.0.0", "1.1.0", "1.9.0"].map((version) =>
    line("stage", version, { action: "delete", because: "released", ...more }),
  ),
];

test("what goes is shown, and nothing is done", async () => {
  const shown = await run("--json");
  expect(shown.exitCode).toBe(0);
  expect(shown.json()).toEqual([
    {
      format: 1,
      repositories: { channel: "seeded/npm-releases", stage: "seeded/npm-staging" },
      removals: expect.arrayContaining([...EXPECTED({})]),
      applied: false,
    },
  ]);
  expect((await run()).stdout).toMatch(/Nothing was changed: `convoy prune --yes` does it\.\n$/);
});

test("what belongs to a release that has not ended is no matter of retention, and keeps `--yes` from acting", async () => {
  const other = await workspaceOf({ files: { "convoy.json": JSON.stringify(await configOf(workspace)) } });
  await leaveUnfinished(other);
  const shown = await convoy(other.root, ["prune", "--json"]);
  const [{ removals }] = shown.json() as [{ removals: { version: string }[] }];
  expect(removals.map(({ version }) => version)).not.toContain("1.1.0");
  const refused = await convoy(other.root, ["prune", "--yes", "--json"]);
  expect([refused.exitCode, refused.json()]).toMatchObject([2, [{ error: { code: "RELEASE_UNFINISHED" } }]]);
});

test("what goes is done with --yes, what is needed stays, and then there is nothing left to do", async () => {
  const done = await run("--yes", "--json");
  const [{ removals, applied }] = done.json() as [{ removals: object[]; applied: boolean }];
  expect([done.exitCode, applied, removals.length]).toEqual([0, true, 6]);
  expect(removals).toEqual(expect.arrayContaining([...EXPECTED({ outcome: "done" })]));
  expect((await run()).stdout).toBe("Nothing to prune.\n");
  const plan = await run("--yes");
  expect(plan.stdout).toBe("Nothing to prune.\n");
});

test("a plain registry is refused", async () => {
  const target = { type: "npm", registry: "http://127.0.0.1:9/" };
  const { root } = await workspaceOf({ files: { "convoy.json": JSON.stringify({ target }) } });
  const refused = await convoy(root, ["prune", "--json"]);
  expect([refused.exitCode, refused.json()]).toMatchObject([2, [{ error: { code: "PRUNE_UNSUPPORTED" } }]]);
});

async function configOf({ root }: BuiltWorkspace): Promise<object> {
  const { readFile } = await import("node:fs/promises");
  return JSON.parse(await readFile(`${root}/convoy.json`, "utf8")) as object;
}
