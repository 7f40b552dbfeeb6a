import { describe, expect, test } from "@jest/globals";
import { brokenBy, install, resolve, unresolvable, type Shelf, type ShelfPackage } from "./observer.ts";

/** `shelfOf({ http: { "1.0.0": { codec: "^1.0.0" } } }, { http: { latest: "1.0.0" } })` */
function shelfOf(
  packages: Record<string, Record<string, Record<string, string>>>,
  tags: Record<string, Record<string, string>> = {},
): Shelf {
  return new Map(
    Object.entries(packages).map(([name, versions]): [string, ShelfPackage] => [
      name,
      {
        versions: new Map(
          Object.entries(versions).map(([version, dependencies]) => [
            version,
            { integrity: `sha512-${name}-${version}`, dependencies },
          ]),
        ),
        tags: tags[name] ?? {},
      },
    ]),
  );
}

describe("a range", () => {
  const http = shelfOf(
    { http: { "1.0.0": {}, "1.1.0": {}, "2.0.0": {} } },
    { http: { latest: "1.0.0", next: "2.0.0" } },
  );
  const found = http.get("http") as ShelfPackage;

  test("is `latest` for npm and pnpm when that satisfies it, and the highest match for Yarn", () => {
    expect(resolve("npm", found, "^1.0.0")).toBe("1.0.0");
    expect(resolve("pnpm", found, "^1.0.0")).toBe("1.0.0");
    expect(resolve("yarn", found, "^1.0.0")).toBe("1.1.0");
  });

  test("is the highest match for all of them when `latest` does not satisfy it", () => {
    for (const client of ["npm", "pnpm", "yarn"] as const)
      expect(resolve(client, found, "^1.1.0")).toBe("1.1.0");
  });

  test("that nothing satisfies resolves to nothing, and so does a version or a tag that is not there", () => {
    for (const wanted of ["^3.0.0", "1.2.0", "beta"]) expect(resolve("npm", found, wanted)).toBeUndefined();
    expect(resolve("npm", found, "next")).toBe("2.0.0");
  });
});

test("an install brings all dependencies along, each once, and ends on a cycle", () => {
  const shelf = shelfOf({
    app: { "1.0.0": { http: "^1.0.0", codec: "^1.0.0" } },
    http: { "1.0.0": { codec: "1.0.0" } },
    codec: { "1.0.0": { app: "*" } },
  });
  expect([...install("npm", shelf, { name: "app", wanted: "^1.0.0" }).keys()]).toEqual([
    "app@1.0.0",
    "http@1.0.0",
    "codec@1.0.0",
  ]);
});

test("an install that fails says which way it came", () => {
  const shelf = shelfOf({
    app: { "1.0.0": { http: "^1.0.0" } },
    http: { "1.0.0": { codec: "^1.1.0" } },
    codec: { "1.0.0": {} },
  });
  expect(() => install("yarn", shelf, { name: "app", wanted: "1.0.0" })).toThrow(
    "yarn cannot install app@1.0.0 → http@^1.0.0 → codec@^1.1.0",
  );
});

describe("a channel", () => {
  test("is whole when everything on it resolves", () => {
    expect(
      unresolvable(
        shelfOf(
          { app: { "1.0.0": { codec: "^1.0.0" } }, codec: { "1.0.0": {} } },
          { app: { latest: "1.0.0" } },
        ),
      ),
    ).toEqual([]);
  });

  test("is not whole while a dependent is there before its dependency, whatever the dist-tags hide", () => {
    const shelf = shelfOf(
      { app: { "1.0.0": {}, "1.1.0": { codec: "^1.1.0" } }, codec: { "1.0.0": {} } },
      { app: { latest: "1.0.0" } },
    );
    expect(unresolvable(shelf)).toEqual(["npm, pnpm, yarn cannot install app@1.1.0: no codec@^1.1.0"]);
  });

  test("is not whole when a dist-tag names a version that is gone", () => {
    expect(unresolvable(shelfOf({ app: { "1.0.0": {} } }, { app: { latest: "1.1.0" } }))).toEqual([
      "dist-tag latest of app names 1.1.0, which is not there",
    ]);
  });
});

test("a lock file is broken by a version that is gone and by one that has other bytes", () => {
  const lock = new Map([
    ["@acme/app@1.0.0", "sha512-@acme/app-1.0.0"],
    ["codec@1.0.0", "sha512-other"],
    ["log@1.0.0", "sha512-log-1.0.0"],
  ]);
  const shelf = shelfOf({ "@acme/app": { "1.0.0": {} }, codec: { "1.0.0": {} } });
  expect(brokenBy(lock, shelf)).toEqual([
    "codec@1.0.0 was locked as sha512-other and is sha512-codec-1.0.0",
    "log@1.0.0 was locked as sha512-log-1.0.0 and is gone",
  ]);
});
