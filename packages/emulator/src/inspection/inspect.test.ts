import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const setClock = (rig: Rig, change: unknown) =>
  rig.fetch("/_emulator/clock", { method: "POST", body: JSON.stringify(change) });

test("putting the clock forward ends a token's life", async () => {
  const rig = await Rig.start();
  await setClock(rig, { advance: 13 * 3600 * 1000 });
  expect((await rig.npm("stage/-/ping")).status).toBe(401);
});

test("a stopped clock stands, and shows the time that was set", async () => {
  const rig = await Rig.start();
  const { body } = await setClock(rig, { stop: true, set: "2030-01-01T00:00:00.000Z" });
  expect(body).toEqual({ now: 1_893_456_000_000, time: "2030-01-01T00:00:00.000Z", stopped: true });
  expect((await rig.fetch("/_emulator/clock")).body).toEqual(body);
  expect((await setClock(rig, { stop: false })).body.stopped).toBe(false);
});

test.each([[{ advance: "1h" }], [{ set: "soon" }], [{ forward: 1 }], [[1]], [null]])(
  "%j is no change of the clock",
  async (change) => {
    const rig = await Rig.start();
    const reply = await setClock(rig, change);
    expect(reply.status).toBe(400);
  },
);

test("the page shows repositories, requests and versions, and escapes what it shows", async () => {
  const rig = await Rig.start();
  await rig.publish({ name: "@acme/http", version: "1.0.0", tag: "<i>" });
  const overview = await rig.fetch("/_emulator/");
  expect(overview.body).toContain(
    '<a href="/_emulator/repository?domain=acme&amp;repository=stage">stage</a>',
  );
  expect(overview.body).toContain("@acme/http@1.0.0");
  const repository = await rig.fetch("/_emulator/repository?domain=acme&repository=stage");
  expect(repository.body).toContain("&lt;i&gt;");
  expect(repository.body).not.toContain("<i>");
});

test("many packages are shown a page at a time, sorted, and by part of a name in any case", async () => {
  const names = Array.from({ length: 250 }, (_, index) => `@acme/http-${String(999 - index)}`);
  const packages = names.map((name) => ({
    name,
    versions: [{ version: "1.0.0", integrity: "sha512-AAAA" }],
  }));
  const repositories = [{ name: "stage", packages }];
  const rig = await Rig.bare({ seed: { domains: [{ name: "acme", repositories }] } });
  const shown = async (query: string): Promise<readonly string[]> => {
    const { body } = await rig.fetch(`/_emulator/repository?domain=acme&repository=stage${query}`);
    return [...String(body).matchAll(/<b>@acme\/http-(\d+)<|(here \d+ to \d+)/g)].map(
      ([, name, page = ""]) => name ?? page,
    );
  };
  expect((await shown("")).slice(0, 3)).toEqual(["here 1 to 200", "750", "751"]);
  expect(await shown("&from=200")).toHaveLength(51);
  expect(await shown("&name=HTTP-79&from=9")).toEqual(["here 10 to 10", "799"]);
});
