import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ASSUMPTION_ANSWERS, parseAssumptions, type Assumptions } from "./assumptions.ts";
import { publishBody, Rig, type Reply } from "./testing/rig.ts";

const HTTP = { name: "@acme/http", version: "1.0.0" };
const PACKAGE = { format: "npm", namespace: "acme", package: "http" };
const STAGED = { ...PACKAGE, repository: "stage", versions: ["1.0.0"] };
const COPY = { ...PACKAGE, sourceRepository: "stage", destinationRepository: "channel", versions: ["1.0.0"] };
const PACKUMENT = "stage/@acme%2fhttp";
const TAGS = "stage/-/package/@acme%2fhttp/dist-tags";

async function tags(rig: Rig, repository = "stage"): Promise<unknown> {
  return (await rig.npm(`${repository}/-/package/@acme%2fhttp/dist-tags`)).body;
}

async function setStatus(rig: Rig, targetStatus: string): Promise<void> {
  await rig.control("UpdatePackageVersionsStatus", { ...STAGED, targetStatus });
}

async function setOrigin(
  rig: Rig,
  repository: string,
  restrictions: Readonly<Record<string, string>>,
): Promise<void> {
  await rig.control("PutPackageOriginConfiguration", { ...PACKAGE, repository, restrictions });
}

type Observe = (rig: Rig) => Promise<unknown>;

const published: Observe = (rig) => rig.publish(HTTP);

const packumentHas =
  (member: string): Observe =>
  async (rig) => {
    await rig.publish({ ...HTTP, manifest: { readme: "# http" } });
    return member in (await rig.npm(PACKUMENT)).body;
  };

/** What npm is told when there have been too many requests. */
async function throttled(rig: Rig): Promise<Reply> {
  await rig.faults({ do: "throttle:3" });
  return rig.npm(PACKUMENT);
}

const publishTwice = async (rig: Rig, change: Readonly<Record<string, unknown>>): Promise<number> => {
  await rig.publish(HTTP);
  return (await rig.publish({ ...HTTP, ...change })).status;
};

/** What can be seen of each assumption, under each of its answers in turn. */
const SEEN: Readonly<Record<keyof Assumptions, readonly [observe: Observe, ...seen: readonly unknown[]]>> = {
  identicalPublish: [(rig) => publishTwice(rig, {}), 200, 409],
  identicalPublishMetadata: [(rig) => publishTwice(rig, { manifest: { description: "new" } }), 200, 409],
  identicalPublishTags: [
    async (rig) => {
      await publishTwice(rig, { tag: "next" });
      return tags(rig);
    },
    { latest: "1.0.0", next: "1.0.0" },
    { latest: "1.0.0" },
  ],
  publishOverUnlisted: [
    async (rig) => {
      await published(rig);
      await setStatus(rig, "Unlisted");
      return (await rig.publish(HTTP)).status;
    },
    200,
    409,
  ],
  publishBlockedStatus: [
    async (rig) => {
      await setOrigin(rig, "stage", { publish: "BLOCK", upstream: "ALLOW" });
      return (await rig.publish(HTTP)).status;
    },
    403,
    400,
    409,
  ],
  firstPublishSetsLatest: [
    async (rig) => {
      await rig.publish({ ...HTTP, tag: "next" });
      return tags(rig);
    },
    { next: "1.0.0" },
    { latest: "1.0.0", next: "1.0.0" },
  ],
  tagOfDeletedVersion: [
    async (rig) => {
      await rig.publish({ ...HTTP, version: "0.9.0" });
      await published(rig);
      await rig.control("DeletePackageVersions", STAGED);
      await rig.publish({ ...HTTP, tag: "next" });
      return tags(rig);
    },
    { next: "1.0.0" },
    { latest: "1.0.0", next: "1.0.0" },
    { latest: "0.9.0", next: "1.0.0" },
  ],
  tagOfHiddenVersion: [
    async (rig) => {
      await published(rig);
      await setStatus(rig, "Archived");
      return tags(rig);
    },
    {},
    { latest: "1.0.0" },
  ],
  removingLatest: [
    async (rig) => {
      await published(rig);
      return (await rig.npm(`${TAGS}/latest`, { method: "DELETE" })).status;
    },
    200,
    400,
  ],
  statusAfterCopy: [
    async (rig) => {
      await published(rig);
      await setStatus(rig, "Unlisted");
      return (await rig.control("CopyPackageVersions", COPY)).body.successfulVersions["1.0.0"].status;
    },
    "Unlisted",
    "Published",
  ],
  revisionOfCopy: [
    async (rig) => {
      await published(rig);
      const { body } = await rig.control("DescribePackageVersion", { ...STAGED, packageVersion: "1.0.0" });
      const copied = await rig.control("CopyPackageVersions", COPY);
      return copied.body.successfulVersions["1.0.0"].revision === body.packageVersion.revision;
    },
    true,
    false,
  ],
  originAfterCopy: [
    async (rig) => {
      await published(rig);
      await rig.control("CopyPackageVersions", COPY);
      const { body } = await rig.control("DescribePackage", { ...PACKAGE, repository: "channel" });
      return body.package.originConfiguration.restrictions;
    },
    { publish: "ALLOW", upstream: "BLOCK" },
    { publish: "BLOCK", upstream: "ALLOW" },
    { publish: "ALLOW", upstream: "ALLOW" },
  ],
  publishBlockStopsCopy: [
    async (rig) => {
      await published(rig);
      await setOrigin(rig, "channel", { publish: "BLOCK", upstream: "ALLOW" });
      return (await rig.control("CopyPackageVersions", COPY)).status;
    },
    200,
    403,
  ],
  upstreamBlockStopsTags: [
    async (rig) => {
      await rig.publish({ ...HTTP, version: "2.0.0", repository: "channel" });
      await published(rig);
      await rig.control("UpdateRepository", {
        repository: "stage",
        upstreams: [{ repositoryName: "channel" }],
      });
      return tags(rig);
    },
    { latest: "1.0.0" },
    {}, // the upstream's `latest` names a version that cannot be seen from here
  ],
  emptyPackument: [
    async (rig) => {
      await published(rig);
      await setStatus(rig, "Archived");
      return (await rig.npm(PACKUMENT)).status;
    },
    404,
    200,
  ],
  packumentTimes: [packumentHas("time"), true, false],
  packumentReadme: [packumentHas("readme"), true, false],
  distHashes: [
    async (rig) => {
      const { name, version } = HTTP;
      const body = { ...publishBody(HTTP), versions: { [version]: { name, version, dist: {} } } };
      await rig.npm(PACKUMENT, { method: "PUT", body: JSON.stringify(body) });
      return Object.keys((await rig.npm(PACKUMENT)).body.versions[version].dist);
    },
    ["integrity", "shasum", "tarball"],
    ["tarball"],
  ],
  tarballRedirect: [
    async (rig) => {
      await published(rig);
      return (await rig.npm("stage/@acme/http/-/http-1.0.0.tgz")).status;
    },
    302,
    301,
    307,
  ],
  tarballScope: [
    async (rig) => {
      await published(rig);
      return new URL((await rig.npm(PACKUMENT)).body.versions["1.0.0"].dist.tarball).pathname.split(
        "/stage/",
      )[1];
    },
    "@acme/http/-/http-1.0.0.tgz",
    "@acme%2Fhttp/-/http-1.0.0.tgz",
  ],
  provenanceAttachment: [
    async (rig) => {
      const body = publishBody(HTTP);
      const attachments = { ...(body["_attachments"] as object), "http-1.0.0.sigstore": { data: "{}" } };
      const text = JSON.stringify({ ...body, _attachments: attachments });
      return (await rig.npm(PACKUMENT, { method: "PUT", body: text })).status;
    },
    200,
    400,
  ],
  unsupportedStatus: [async (rig) => (await rig.npm("stage/-/whoami")).status, 404, 405, 501],
  npmRetryAfter: [async (rig) => (await throttled(rig)).headers.get("retry-after"), "3", null],
  npmThrottlingText: [
    async (rig) => (await throttled(rig)).body,
    { error: "Rate exceeded" },
    { message: "Rate exceeded" },
  ],
  npmPublishQuota: [
    async (rig) => {
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, patch) => rig.publish({ ...HTTP, version: `1.0.${patch}` })),
      );
      return replies.filter(({ status }) => status === 429).length;
    },
    0,
    10,
  ],
  metadataAction: [
    async (rig) => {
      await published(rig);
      return (await rig.npm(`${TAGS}/next`, { method: "PUT", body: '"1.0.0"' })).status;
    },
    403,
    200,
  ],
  assetsPerVersion: [
    async (rig) => {
      const tools = { repository: "stage", package: "tools", version: "1", bytes: "x", unfinished: true };
      for (let count = 0; ; count += 1) {
        const { status } = await rig.publishGeneric({ ...tools, asset: `asset-${count}` });
        if (status !== 200) return [count, status];
      }
    },
    [150, 402],
    [350, 402],
  ],
  rootPackageGroup: [
    async (rig) => {
      const { body } = await rig.control("ListPackageGroups");
      const made = await rig.control("CreatePackageGroup", { packageGroup: "/*" });
      const { body: found } = await rig.control("GetAssociatedPackageGroup", PACKAGE);
      const deleted = await rig.control("DeletePackageGroup", { packageGroup: "/*" });
      return [body.packageGroups.length, made.status, found.packageGroup.pattern, deleted.status];
    },
    [1, 409, "/*", 400],
    [0, 200, "/*", 200],
  ],
};

const ANSWERS = Object.entries(ASSUMPTION_ANSWERS).flatMap(([name, answers]) => {
  const [observe, ...seen] = SEEN[name as keyof Assumptions];
  if (seen.length !== answers.length) throw new Error(`${name} is not seen under each of its answers`);
  return answers.map((answer, index) => [`${name}=${answer}`, observe, seen[index]] as const);
});

test.each(ANSWERS)("%s shows in what is answered", async (assumption, observe, expected) => {
  const rig = await Rig.start({
    quotas: assumption.startsWith("npmPublishQuota") ? "aws" : "off",
    clock: { now: () => 0, sleep: async () => {} },
    deny: assumption.startsWith("metadataAction") ? ["PutPackageMetadata"] : [],
    assumptions: parseAssumptions([assumption]),
  });
  expect(await observe(rig)).toEqual(expected);
});

test.each([
  [
    "tarballColour=red",
    "no assumption is called tarballColour",
    "identicalPublish, identicalPublishMetadata,",
  ],
  ["toString", "no assumption is called toString", "rootPackageGroup."],
  [
    "tarballScope=round",
    "tarballScope=round is no answer that is known",
    "tarballScope=slash or tarballScope=escaped.",
  ],
  ["tarballRedirect", "tarballRedirect is given no answer", "tarballRedirect=302 or"],
])("%s is refused with what would be right", (text, message, hint) => {
  expect(() => parseAssumptions([text])).toThrow(
    expect.objectContaining({ code: "ASSUMPTION_UNKNOWN", message, hint: expect.stringContaining(hint) }),
  );
});

test.each(Object.entries(ASSUMPTION_ANSWERS))("the README lists %s with its answers", (name, answers) => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const row = readme.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
  const [, , given = ""] = row.split("|");
  const [first, ...others] = answers.map(String);
  expect(given.trim()).toMatch(new RegExp(`^.?${first}\\b`));
  for (const answer of others) expect(given).toMatch(new RegExp(`\\b${answer}\\b`));
});
