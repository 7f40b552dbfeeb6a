import { expect, test } from "@jest/globals";
import { publishBody, Rig } from "../testing/rig.ts";

const HTTP = { name: "@acme/http", version: "1.0.0" };

test("a published version can be read, and its tarball is behind a redirect that needs no token", async () => {
  const rig = await Rig.start();
  expect((await rig.publish(HTTP)).status).toBe(200);
  const { body } = await rig.npm("stage/@acme%2fhttp");
  expect(body["dist-tags"]).toEqual({ latest: "1.0.0" });
  const { dist } = body.versions["1.0.0"];
  expect(dist.tarball).toBe(
    "http://codeartifact.test/d/acme-123456789012/npm/stage/@acme/http/-/http-1.0.0.tgz",
  );
  const redirect = await rig.npm("stage/@acme/http/-/http-1.0.0.tgz");
  expect(redirect.status).toBe(302);
  const link = new URL(redirect.headers.get("location") ?? "");
  const tarball = await rig.fetch(link.pathname + link.search);
  expect(tarball.body).toBe("@acme/http@1.0.0");
});

test("a tarball's URL has a port where that is asked for, as the service's has", async () => {
  const rig = await Rig.start({ explicitPort: true });
  await rig.publish(HTTP);
  const { dist } = (await rig.npm("stage/@acme%2fhttp")).body.versions["1.0.0"];
  expect(dist.tarball).toMatch(/^http:\/\/codeartifact\.test:80\//);
});

test("the same bytes again are accepted, other bytes are a conflict", async () => {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  expect((await rig.publish(HTTP)).status).toBe(200);
  const other = await rig.publish({ ...HTTP, bytes: "other" });
  expect(other.status).toBe(409);
  expect(other.body.error).toContain("1.0.0 of @acme/http");
});

test("the same bytes again are a conflict where that is assumed", async () => {
  const rig = await Rig.start({ assumptions: { identicalPublish: "conflict" } });
  await rig.publish(HTTP);
  expect((await rig.publish(HTTP)).status).toBe(409);
});

test.each(["Archived", "Disposed"])(
  "a version that is %s cannot be published again, until it is deleted",
  async (status) => {
    const rig = await Rig.start();
    await rig.publish(HTTP);
    const at = {
      repository: "stage",
      format: "npm",
      namespace: "acme",
      package: "http",
      versions: ["1.0.0"],
    };
    await (status === "Archived"
      ? rig.control("UpdatePackageVersionsStatus", { ...at, targetStatus: "Archived" })
      : rig.control("DisposePackageVersions", at));
    expect((await rig.publish(HTTP)).status).toBe(409);
    expect((await rig.control("DeletePackageVersions", at)).body.successfulVersions["1.0.0"].status).toBe(
      "Deleted",
    );
    expect((await rig.publish({ ...HTTP, bytes: "other" })).status).toBe(200);
  },
);

test("a version that an upstream has cannot be published, unless the package's upstream control is BLOCK", async () => {
  const rig = await Rig.start();
  await rig.publish({ ...HTTP, repository: "channel" });
  await rig.control("UpdateRepository", { repository: "stage", upstreams: [{ repositoryName: "channel" }] });
  expect((await rig.publish(HTTP)).body.error).toContain("upstream repository channel");
  await rig.control("PutPackageOriginConfiguration", {
    repository: "stage",
    format: "npm",
    namespace: "acme",
    package: "http",
    restrictions: { publish: "ALLOW", upstream: "BLOCK" },
  });
  expect((await rig.publish(HTTP)).status).toBe(200);
});

test("a package whose publish control is BLOCK takes no version", async () => {
  const rig = await Rig.start();
  await rig.control("PutPackageOriginConfiguration", {
    repository: "stage",
    format: "npm",
    namespace: "acme",
    package: "http",
    restrictions: { publish: "BLOCK", upstream: "ALLOW" },
  });
  expect((await rig.publish(HTTP)).status).toBe(403);
});

test.each([
  [
    "a hash that is not that of the bytes",
    { versions: { "1.0.0": { ...HTTP, dist: { integrity: "sha512-AAAA" } } } },
    "dist.integrity",
  ],
  [
    "a shasum that is not that of the bytes",
    { versions: { "1.0.0": { ...HTTP, dist: { shasum: "00" } } } },
    "dist.shasum",
  ],
  [
    "a manifest of another package",
    { versions: { "1.0.0": { ...HTTP, name: "@acme/other" } } },
    "another package",
  ],
  ["two versions", { versions: { "1.0.0": HTTP, "1.0.1": HTTP } }, "exactly one version"],
  ["a version that is none", { versions: { latest: { ...HTTP, version: "latest" } } }, "Invalid version"],
])("a publish with %s is refused", async (_, change, message) => {
  const rig = await Rig.start();
  const body = JSON.stringify({ ...publishBody(HTTP), ...change });
  const reply = await rig.npm("stage/@acme%2fhttp", { method: "PUT", body });
  expect(reply.status).toBe(400);
  expect(reply.body.error).toContain(message);
});

test("without a good token the answer is 401 and names the realm", async () => {
  const rig = await Rig.start();
  const reply = await rig.npm("stage/@acme%2fhttp", { headers: { authorization: "Bearer nonsense" } });
  expect(reply.status).toBe(401);
  expect(reply.headers.get("www-authenticate")).toBe('Bearer realm="acme/stage", Basic realm="acme/stage"');
});

test("the user aws with the token as password is let in", async () => {
  const rig = await Rig.start();
  const basic = Buffer.from(`aws:${await rig.login()}`).toString("base64");
  expect((await rig.npm("stage/-/ping", { headers: { authorization: `Basic ${basic}` } })).status).toBe(200);
});

test("a packument without attachments deprecates, and an empty text takes it away", async () => {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  const put = (deprecated: string) =>
    rig.npm("stage/@acme%2fhttp", {
      method: "PUT",
      body: JSON.stringify({ versions: { "1.0.0": { ...HTTP, deprecated } } }),
    });
  await put("use 2");
  expect((await rig.npm("stage/@acme%2fhttp")).body.versions["1.0.0"].deprecated).toBe("use 2");
  await put("");
  expect((await rig.npm("stage/@acme%2fhttp")).body.versions["1.0.0"]).not.toHaveProperty("deprecated");
});

test("unpublishing is not allowed", async () => {
  const rig = await Rig.start();
  const reply = await rig.npm("stage/@acme%2fhttp/-rev/undefined", { method: "DELETE" });
  expect(reply).toMatchObject({ status: 405, body: { error: "Method Not Allowed" } });
});
