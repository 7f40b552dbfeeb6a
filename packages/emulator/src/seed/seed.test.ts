import { afterEach, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSeed } from "./read-seed.ts";
import type { Seed } from "./seed.ts";
import { packTarball } from "./tarball.ts";
import { Rig } from "../testing/rig.ts";

const folder = mkdtempSync(join(tmpdir(), "emulator-seed-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SEED: Seed = {
  domains: [
    {
      name: "acme",
      region: "eu-west-1",
      repositories: [
        {
          name: "releases",
          packages: [
            {
              name: "@acme/http",
              tags: { latest: "1.1.0", old: "1.0.0" },
              versions: [
                { version: "1.0.0" },
                { version: "1.1.0", manifest: { dependencies: { react: "^19.0.0" } } },
              ],
            },
          ],
        },
      ],
    },
  ],
};

test("a seed is there from the start", async () => {
  const rig = await Rig.bare({ seed: SEED });
  await rig.login();
  const { body } = await rig.npm("releases/@acme%2fhttp");
  expect(body["dist-tags"]).toEqual({ latest: "1.1.0", old: "1.0.0" });
  expect(body.versions["1.1.0"].dependencies).toEqual({ react: "^19.0.0" });
});

test("a data folder keeps its own over the seed", async () => {
  const data = join(folder, "data");
  const first = await Rig.bare({ seed: SEED, data });
  await first.login();
  const at = { repository: "releases", format: "npm", namespace: "acme", package: "http" };
  await first.control("UpdatePackageVersionsStatus", {
    ...at,
    versions: ["1.0.0"],
    targetStatus: "Archived",
  });
  await first.npm("releases/-/package/@acme%2fhttp/dist-tags/latest", { method: "PUT", body: '"1.0.0"' });
  first.emulator.close();
  const second = await Rig.bare({ seed: SEED, data });
  const { body } = await second.control("ListPackageVersions", at);
  expect(body.defaultDisplayVersion).toBe("1.0.0");
  expect(body.versions.map(({ status }: { status: string }) => status)).toEqual(["Archived", "Published"]);
  second.emulator.close();
});

test("a version that is only known by its hash is there with it, and cannot be downloaded", async () => {
  const integrity = `sha512-${"A".repeat(86)}==`;
  const packages = [{ name: "@acme/http", versions: [{ version: "1.0.0", integrity }] }];
  const rig = await Rig.bare({
    seed: { domains: [{ name: "acme", repositories: [{ name: "releases", packages }] }] },
  });
  await rig.login();
  expect((await rig.npm("releases/@acme%2fhttp")).body.versions["1.0.0"].dist).toMatchObject({ integrity });
  const redirect = await rig.npm("releases/@acme/http/-/http-1.0.0.tgz");
  const link = new URL(redirect.headers.get("location") ?? "");
  expect((await rig.fetch(link.pathname + link.search)).status).toBe(404);
});

test("a seed file that is wrong is refused with the place", () => {
  rmSync(folder, { recursive: true, force: true });
  const file = join(mkdtempSync(join(tmpdir(), "emulator-seed-")), "seed.json");
  writeFileSync(file, JSON.stringify({ domains: [{ name: "acme", repositories: [{ name: "x y" }] }] }));
  expect(() => readSeed(file)).toThrow(
    expect.objectContaining({
      code: "SEED_INVALID",
      message: expect.stringContaining("seed.domains.1.member.repositories.1.member.name"),
    }),
  );
  expect(() => readSeed(`${file}.no`)).toThrow(expect.objectContaining({ code: "SEED_NOT_FOUND" }));
});

test("a tarball that was made is one that tar reads, and the same each time", () => {
  const files = { "package.json": "{}", "lib/index.js": "export {};\n" };
  const tarball = packTarball(files);
  expect(packTarball(files)).toEqual(tarball);
  expect(execFileSync("tar", ["-tzf", "-"], { input: tarball }).toString()).toBe(
    "package/package.json\npackage/lib/index.js\n",
  );
});
