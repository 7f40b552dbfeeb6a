import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { distTagsBy } from "@convoy/core";
import { expect, test } from "@jest/globals";
import { useTempFolders, writeFiles } from "@convoy/testkit";
import { pnpmWorkspace } from "../../packages/files.fixture.ts";
import { readWorkspace } from "../../packages/read-workspace.ts";
import { applyChanges } from "../../versions/apply-changes.ts";
import { pathsThatVersioningTouches } from "../../versions/touched-paths.ts";
import { changeset, changesetFolder, moves } from "../changes.fixture.ts";
import { distTagRules } from "../changes.ts";
import { readChanges } from "../read-changes.ts";
import type { VersionRules } from "../version-rules.ts";

useTempFolders();

const needs = (name: string, dependencies: Record<string, string>): Record<string, unknown> => ({
  name,
  version: "1.0.0",
  dependencies,
});

/** codec <- http <- app, and log, which nobody needs; codec and http are in lane `next`. */
const MANIFESTS = {
  "packages/codec": needs("codec", {}),
  "packages/http": needs("http", { codec: "workspace:^" }),
  "packages/app": needs("app", { http: "workspace:^" }),
  "packages/log": needs("log", {}),
};
const NEXT: VersionRules["lanes"] = { next: ["codec", "http"] };

interface LaneWorld {
  readonly root: string;
  /** Writes a changeset. */
  change(id: string, bumps: string): Promise<void>;
  /** Carries the version step out under these lanes, and answers what moved and under which dist-tag. */
  version(lanes?: VersionRules["lanes"]): Promise<readonly string[]>;
}

async function laneWorld(manifests: Readonly<Record<string, unknown>> = MANIFESTS): Promise<LaneWorld> {
  const config = { changelog: ["./changelog.mjs", null] };
  const module =
    "export const getReleaseLine = ({ summary }) => `- ${summary}`; export const getDependencyReleaseLine = () => '';";
  const files = { ...changesetFolder({}, config), ".changeset/changelog.mjs": module };
  const root = await pnpmWorkspace(manifests, files);
  return {
    root,
    change: (id, bumps) => writeFiles(root, { [`.changeset/${id}.md`]: changeset(bumps, `It is ${id}.`) }),
    async version(lanes = {}) {
      const reading = await readWorkspace(root);
      const changes = await readChanges(reading, { rules: { lanes } });
      const tagOf = distTagsBy(distTagRules(reading, changes));
      const lines = moves(changes).map((line) => line.replace(/ \w+$/, ""));
      const mayTouch = new Set(pathsThatVersioningTouches(reading, changes));
      const touched = await applyChanges(reading, changes);
      expect(touched.filter((path) => !mayTouch.has(path))).toEqual([]);
      return lines.map(
        (line) => `${line} (${tagOf(line.split(" ")[0] ?? "", line.split(" ").at(-1) ?? "")})`,
      );
    },
  };
}

const changelogOf = ({ root }: LaneWorld, name: string): Promise<string> =>
  readFile(join(root, "packages", name, "CHANGELOG.md"), "utf8");

test("packages in a lane are prereleased under its dist-tag, and the others are released", async () => {
  const world = await laneWorld();
  await world.change("one", '"codec": major, "log": minor');
  expect(await world.version(NEXT)).toEqual([
    "codec 1.0.0 -> 2.0.0-next.0 (next)",
    "http 1.0.0 -> 1.0.1-next.0 (next)",
    "log 1.0.0 -> 1.1.0 (latest)",
  ]);
  await world.change("two", '"codec": minor');
  expect(await world.version(NEXT)).toEqual(["codec 2.0.0-next.0 -> 2.0.0-next.1 (next)"]);
  expect(await world.version(NEXT)).toEqual([]);
});

test("to leave the lane releases the final versions, with all that changed since", async () => {
  const world = await laneWorld();
  await world.change("one", '"codec": minor, "log": minor');
  await world.version(NEXT);
  await world.change("two", '"codec": major');
  await world.version(NEXT);
  await world.change("three", '"codec": patch');
  expect(await world.version()).toEqual([
    "codec 2.0.0-next.1 -> 2.0.0 (latest)",
    "http 1.0.1-next.1 -> 1.0.1 (latest)",
  ]);
  const [final] = (await changelogOf(world, "codec")).split("## 2.0.0-next.1");
  expect(final).toBe(
    "# codec\n\n## 2.0.0\n\n### Major Changes\n\n- It is two.\n\n### Minor Changes\n\n- It is one.\n\n### Patch Changes\n\n- It is three.\n\n",
  );
  expect(await changelogOf(world, "log")).toBe("# log\n\n## 1.1.0\n\n### Minor Changes\n\n- It is one.\n");
  expect(existsSync(join(world.root, ".changeset/lanes/next.json"))).toBe(false);
  expect(await world.version()).toEqual([]);
});

test("one package may leave a lane while another stays", async () => {
  const world = await laneWorld({ "packages/codec": needs("codec", {}), "packages/log": needs("log", {}) });
  await world.change("one", '"codec": minor, "log": minor');
  await world.version({ next: ["codec", "log"] });
  expect(await world.version({ next: ["log"] })).toEqual(["codec 1.1.0-next.0 -> 1.1.0 (latest)"]);
  await world.change("two", '"log": major');
  expect(await world.version({ next: ["log"] })).toEqual(["log 1.1.0-next.0 -> 2.0.0-next.1 (next)"]);
  expect(await world.version()).toEqual(["log 2.0.0-next.1 -> 2.0.0 (latest)"]);
  expect(await changelogOf(world, "log")).toMatch(
    /^# log\n\n## 2\.0\.0\n\n.*two\.\n\n.*\n\n- It is one\.\n\n## 2/s,
  );
});

test("a dependent outside of the lane is told when the final version leaves its range, and not before", async () => {
  const world = await laneWorld({
    "packages/codec": needs("codec", {}),
    "packages/app": needs("app", { codec: "workspace:^" }),
    "packages/old": needs("old", { codec: "^1.0.0" }),
  });
  await world.change("one", '"codec": major');
  expect(await world.version({ next: ["codec"] })).toEqual(["codec 1.0.0 -> 2.0.0-next.0 (next)"]);
  // It goes on with what is released: its range is as it was.
  await world.change("two", '"old": patch');
  expect(await world.version({ next: ["codec"] })).toEqual(["old 1.0.0 -> 1.0.1 (latest)"]);
  expect(await readFile(join(world.root, "packages/old/package.json"), "utf8")).toContain('"codec":"^1.0.0"');
  expect(await world.version()).toEqual([
    "app 1.0.0 -> 1.0.1 (latest)",
    "codec 2.0.0-next.0 -> 2.0.0 (latest)",
    "old 1.0.1 -> 1.0.2 (latest)",
  ]);
});

test("who is tied to a prerelease by `workspace:` is not released without it", async () => {
  const world = await laneWorld();
  await world.change("one", '"codec": major');
  await world.version(NEXT);
  await world.change("two", '"app": patch');
  await expect(world.version(NEXT)).rejects.toMatchObject({
    code: "LANE_DEPENDENT",
    message: "app needs http (`workspace:^`), which is in lane next, and is in none itself",
  });
  expect(await world.version({ next: ["codec", "http", "app"] })).toEqual([
    "app 1.0.0 -> 1.0.1-next.0 (next)",
  ]);
});

test("what the rest of the workspace releases reaches into the lanes", async () => {
  const world = await laneWorld({
    "packages/codec": needs("codec", {}),
    "packages/http": needs("http", { codec: "workspace:^1.0.0" }),
  });
  await world.change("one", '"codec": major');
  expect(await world.version({ next: ["http"] })).toEqual([
    "codec 1.0.0 -> 2.0.0 (latest)",
    "http 1.0.0 -> 1.0.1-next.0 (next)",
  ]);
  expect(await readFile(join(world.root, "packages/http/package.json"), "utf8")).toContain(
    "workspace:^2.0.0",
  );
});

test("a lane that makes no sense is refused with all that is wrong", async () => {
  const world = await laneWorld();
  await expect(world.version({ next: ["codek", "codec"], latest: ["codec"] })).rejects.toMatchObject({
    code: "LANES_INVALID",
    message:
      "versions.lanes: next: no package is called codek\n" +
      "versions.lanes: latest: is no name for a lane\n" +
      "versions.lanes: codec: is in lane next and in lane latest",
  });
  await writeFiles(world.root, {
    ".changeset/config.json": JSON.stringify({ changelog: false, fixed: [["codec", "log"]] }),
  });
  await expect(world.version({ next: ["codec"] })).rejects.toMatchObject({
    code: "LANE_SPLITS_GROUP",
    message: "codec: in a lane, and others of the same fixed or linked group not: log",
  });
  await rm(join(world.root, ".changeset/pre.json"), { force: true });
  await writeFiles(world.root, { ".changeset/pre.json": '{"mode":"pre","tag":"beta"}' });
  await expect(world.version({ next: ["codec", "log"] })).rejects.toMatchObject({
    code: "LANES_IN_PRE_MODE",
  });
});
