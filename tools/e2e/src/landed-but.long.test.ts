import { describe, expect, test } from "@jest/globals";
import { packagesOf, useTempFolders } from "@convoy/testkit";
import { CHANNEL, worldOf } from "./world.ts";

useTempFolders();

const PACKAGES = packagesOf("codec@1.2.0 <- http <- app");
const CHANGESETS = [{ releases: Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const])) }];

/** What a client that trusts replies takes for a failure, or sends again, though the version is there. */
const REPLIES = [
  ["F5: a connection that breaks", "reset-after-effect"],
  ["F9: a status 500", "status:500-after-effect"],
  ["F9: a status 503", "status:503-after-effect"],
  ["F8: half a reply", "truncate-reply"],
  ["F11: a status 409", "status:409-after-effect"],
] as const;

describe.each(["staged", "direct"] as const)("a %s release of which every upload lands", (strategy) => {
  test.each(REPLIES)(
    "and is answered by %s, ends with 0: each version once, and all of them",
    async (_, fault) => {
      const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS }, { strategy });
      await world.rig.faults([{ match: { operation: "PublishVersion" }, times: 1_000, do: fault }]);
      const run = await world.convoy(["release", "--json"]);
      expect(run).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
      const uploads = (await world.rig.requests()).filter(({ operation }) => operation === "PublishVersion");
      expect(uploads).toHaveLength(PACKAGES.length);
      expect(new Set(uploads.map(({ package: name }) => name))).toEqual(
        new Set(PACKAGES.map(({ name }) => name)),
      );
      const channel = await world.rig.snapshotOf(CHANNEL);
      expect(Object.values(channel).map(({ versions }) => Object.keys(versions).length)).toEqual([1, 1, 1]);
    },
  );
});
