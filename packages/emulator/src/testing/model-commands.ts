import { expect } from "@jest/globals";
import fc from "fast-check";
import type { Model, RepositoryName } from "./model.ts";
import type { Reply, Rig } from "./rig.ts";

const NAME = "@acme/http";
const PACKAGE = { format: "npm", namespace: "acme", package: "http" };

type Command = fc.AsyncCommand<Model, Rig>;

/** A command that does the same to model and emulator, and then compares all that can be seen. */
function command(text: string, act: (model: Model, rig: Rig) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => text,
    async run(model, rig) {
      await act(model, rig);
      for (const repository of ["stage", "channel"] as const) await compare(model, rig, repository);
      await compareMirror(model, rig);
    },
  };
}

const repositories = fc.constantFrom<RepositoryName>("stage", "channel");
const versions = fc.constantFrom("1.0.0", "1.1.0", "2.0.0-beta.1");
const tags = fc.constantFrom("latest", "next");
const bytes = fc.constantFrom("a", "b");

export const COMMANDS: fc.Arbitrary<Iterable<Command>> = fc.commands(
  [
    fc.tuple(repositories, versions, tags, bytes).map(([repository, version, tag, content]) =>
      command(`publish ${version} ${content} ${tag} ${repository}`, async (model, rig) => {
        const reply = await rig.publish({ name: NAME, repository, version, tag, bytes: content });
        expectStatus(reply, model.publish(repository, version, { bytes: content, tag }));
      }),
    ),
    fc
      .tuple(
        repositories,
        fc.uniqueArray(versions, { minLength: 1 }),
        fc.constantFrom("Published", "Unlisted", "Archived"),
      )
      .map(([repository, names, status]) =>
        command(`${status} ${names.join()} ${repository}`, async (model, rig) => {
          const known = model[repository].known;
          const reply = await rig.control("UpdatePackageVersionsStatus", {
            ...PACKAGE,
            repository,
            versions: names,
            targetStatus: status,
          });
          expectBulk(reply, known ? model.setStatus(repository, names, status) : "no package");
        }),
      ),
    fc.tuple(repositories, versions, fc.boolean()).map(([repository, version, dispose]) =>
      command(`${dispose ? "dispose" : "delete"} ${version} ${repository}`, async (model, rig) => {
        const known = model[repository].known;
        const operation = dispose ? "DisposePackageVersions" : "DeletePackageVersions";
        const reply = await rig.control(operation, { ...PACKAGE, repository, versions: [version] });
        const expected = dispose ? model.dispose(repository, version) : model.remove(repository, version);
        expectBulk(reply, known ? expected : "no package");
      }),
    ),
    fc.tuple(versions, fc.constantFrom("Published", "Unlisted", "Archived")).map(([version, targetStatus]) =>
      command(`${targetStatus} ${version} mirror`, async (model, rig) => {
        const input = { ...PACKAGE, repository: "mirror", versions: [version], targetStatus };
        const reply = await rig.control("UpdatePackageVersionsStatus", input);
        expectBulk(reply, model.setMirroredStatus(version, targetStatus));
      }),
    ),
    versions.map((version) =>
      command(`fetch ${version}`, async (model, rig) => {
        const reply = await rig.npm(`mirror/@acme/http/-/http-${version}.tgz`);
        expectStatus(reply, model.fetch(version));
      }),
    ),
    versions.map((version) =>
      command(`copy ${version}`, async (model, rig) => {
        const known = model.stage.known;
        const reply = await rig.control("CopyPackageVersions", {
          ...PACKAGE,
          sourceRepository: "stage",
          destinationRepository: "channel",
          versions: [version],
        });
        expectBulk(reply, known ? model.copy(version) : "no package");
      }),
    ),
    fc.tuple(repositories, tags, versions, fc.boolean()).map(([repository, tag, version, put]) =>
      command(`${put ? "put" : "remove"} tag ${tag} ${version} ${repository}`, async (model, rig) => {
        const path = `${repository}/-/package/@acme%2fhttp/dist-tags/${tag}`;
        const reply = await rig.npm(
          path,
          put ? { method: "PUT", body: JSON.stringify(version) } : { method: "DELETE" },
        );
        expectStatus(reply, put ? model.setTag(repository, tag, version) : model.removeTag(repository, tag));
      }),
    ),
  ],
  { maxCommands: 40, size: "max" },
);

function expectStatus(reply: Reply, status: number): void {
  expect(reply.status).toBe(status);
}

function expectBulk(reply: Reply, expected: readonly string[] | null | "no package"): void {
  if (expected === "no package") expect(reply.status).toBe(404);
  else if (expected === null) expect(Object.keys(reply.body.failedVersions)).not.toHaveLength(0);
  else expect(Object.keys(reply.body.successfulVersions).toSorted()).toEqual(expected.toSorted());
}

async function compare(model: Model, rig: Rig, repository: RepositoryName): Promise<void> {
  const expected = model[repository];
  const listed = await rig.control("ListPackageVersions", { ...PACKAGE, repository });
  expect(listed.status).toBe(expected.known ? 200 : 404);
  if (!expected.known) return;
  const statuses = listed.body.versions.map(
    ({ version, status }: Record<string, string>) => `${version} ${status}`,
  );
  expect(statuses).toEqual(
    Array.from(expected.versions, ([version, { status }]) => `${version} ${status}`).toSorted(),
  );
  const published = [...expected.versions]
    .filter(([, { status }]) => status === "Published")
    .map(([version]) => version);
  const packument = await rig.npm(`${repository}/@acme%2fhttp`);
  expect(packument.status).toBe(published.length === 0 ? 404 : 200);
  if (published.length === 0) return;
  expect(Object.keys(packument.body.versions).toSorted()).toEqual(published.toSorted());
  const shown = [...expected.tags].filter(([, version]) => published.includes(version));
  expect(packument.body["dist-tags"]).toEqual(Object.fromEntries(shown));
}

async function compareMirror(model: Model, rig: Rig): Promise<void> {
  const listed = model.listedInMirror();
  const packument = await rig.npm("mirror/@acme%2fhttp");
  expect(packument.status).toBe(listed.length === 0 ? 404 : 200);
  if (listed.length === 0) return;
  expect(Object.keys(packument.body.versions).toSorted()).toEqual(listed.toSorted());
  const shown = [...model.channel.tags].filter(([, version]) => listed.includes(version));
  expect(packument.body["dist-tags"]).toEqual(Object.fromEntries(shown));
}
