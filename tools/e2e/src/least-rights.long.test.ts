import { expect, test } from "@jest/globals";
import {
  addChangeset,
  commitAll,
  packagesOf,
  push,
  unusedRights,
  useTempFolders,
  type Policy,
} from "@convoy/testkit";
import { worldOf, type Strategy, type World } from "./world.ts";

useTempFolders();

/** What makes a release fail before its commit point, or after it. */
const FAILURES: Readonly<Record<Strategy, readonly string[]>> = {
  staged: ["PublishVersion", "CopyPackageVersions"],
  direct: ["PublishVersion"],
};

async function policyOf(world: World, role: string): Promise<Policy> {
  const { stdout } = await world.convoy(["setup", "--iam", role]);
  return JSON.parse(stdout) as Policy;
}

test.each(["staged", "direct"] as const)(
  "S28: what a %s release and its rollbacks need is what `setup --iam release` allows, and no right of it is idle",
  async (strategy) => {
    const packages = [...packagesOf("codec <- http"), ...packagesOf("plain", { scope: "" })];
    const world = await worldOf({ packages }, { strategy });
    const policy = await policyOf(world, "release");
    await world.rig.allowOnly(policy);

    expect(await world.convoy(["doctor", "--json"])).toMatchObject({ exitCode: 0 });
    for (const operation of FAILURES[strategy]) {
      await world.rig.faults([
        { match: { operation, package: "@acme/http" }, times: 1_000_000, do: "status:400" },
      ]);
      const failed = await world.convoy(["publish", "--json"]);
      expect(failed).toMatchObject({ exitCode: 1, last: { outcome: "rolled-back" } });
    }
    await world.rig.faults([]);
    expect(await world.convoy(["publish", "--json"])).toMatchObject({ exitCode: 0 });

    const all = Object.fromEntries(packages.map(({ name }) => [name, "patch" as const]));
    await addChangeset(world.workspace, { id: "second", releases: all });
    await commitAll(world.workspace, "feat: more");
    await push(world.workspace);
    const done = await world.convoy(["release", "--json"]);
    expect(done).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
    const back = await world.convoy(["rollback", String(done.last?.["id"]), "--json"]);
    expect(back).toMatchObject({ exitCode: 0, last: { outcome: "rolled-back" } });

    const denied = (await world.rig.requests()).filter(({ status }) => status === 403);
    expect(denied.map(({ operation, repository }) => `${operation} in ${repository}`)).toEqual(DENIED);
    expect(unusedRights(policy, await world.rig.askedPermissions())).toEqual([]);
  },
);

/** The role of a release may not look at the layout of the domain, and needs not: `doctor` finds nothing then. */
const DENIED = ["DescribeDomain in null"];

test("S28: a role that may not promote is told so by name, and nothing is left in the channel", async () => {
  const world = await worldOf({ packages: packagesOf("codec <- http") });
  const policy = await policyOf(world, "release");
  const Statement = policy.Statement.map((one) => ({
    ...one,
    Action: one.Action.filter((action) => action !== "codeartifact:CopyPackageVersions"),
  }));
  await world.rig.allowOnly({ Statement: Statement.filter(({ Action }) => Action.length > 0) });
  const { exitCode, stdout } = await world.convoy(["publish"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("codeartifact:CopyPackageVersions");
  await world.rig.allowOnly(null);
  expect((await world.everything()).channel).toEqual({});
});
