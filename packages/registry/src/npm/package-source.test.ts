import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { json, scriptedServer, type ScriptedServer } from "../testing/scripted-server.ts";
import { readUserNpmrc } from "./npmrc.ts";
import { packageSource, type PackageSource } from "./package-source.ts";

useTempFolders();

interface Outside {
  readonly source: PackageSource;
  readonly server: ScriptedServer;
}

/** A registry that has `@other/left` and nothing else, and an npmrc that names it, with a token for it. */
async function outsideBy(key: string): Promise<Outside> {
  const server = await scriptedServer(({ url }) =>
    url.startsWith("/npm/@other%2fleft") ? json(200, { name: "@other/left" }) : json(404, {}),
  );
  const npmrc = `${key}=${server.origin}/npm/\n${server.origin.replace("http:", "")}/npm/:_authToken=s3cret`;
  return { server, source: packageSource(readUserNpmrc(npmrc, {})) };
}

test.each(["registry", "@other:registry"])(
  "a package comes from the %s of the npmrc, with the credential for it",
  async (key) => {
    const { source, server } = await outsideBy(key);
    expect(await source.packument("@other/left")).toBe('{"name":"@other/left"}');
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer s3cret"]);
  },
);

test("a credential goes nowhere but to its registry, also not for a tarball", async () => {
  const [{ source }, elsewhere] = await Promise.all([
    outsideBy("registry"),
    scriptedServer(() => json(200, "bytes")),
  ]);
  const bytes = await source.tarball("@other/left", `${elsewhere.origin}/left-1.0.0.tgz`);
  expect(Buffer.from(bytes ?? []).toString()).toBe('"bytes"');
  expect(elsewhere.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test("a package that the registry does not have is none", async () => {
  const { source } = await outsideBy("registry");
  expect(await source.packument("right")).toBeUndefined();
});
