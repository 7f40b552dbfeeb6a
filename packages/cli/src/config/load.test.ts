import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ReleaseError } from "@convoy/core";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { loadConfig, parseConfig } from "./load.ts";

useTempFolders();

const target = { type: "codeartifact", domain: "acme", region: "eu-west-1", repository: "npm-releases" };

function problemsOf(config: unknown): readonly string[] {
  try {
    parseConfig(typeof config === "string" ? config : JSON.stringify(config));
    return [];
  } catch (error) {
    if (error instanceof ReleaseError && error.code === "CONFIG_INVALID") return error.message.split("\n");
    throw error;
  }
}

test("a workspace without convoy.json has no settings", async () => {
  expect(await loadConfig(await tempFolder("no-config"))).toBeUndefined();
});

test("what stands in the file is what is read", async () => {
  const root = await tempFolder("config");
  await writeFile(join(root, "convoy.json"), JSON.stringify({ target, onFailure: "hold" }));
  expect(await loadConfig(root)).toEqual({ target, onFailure: "hold" });
});

test("a folder in the place of the file is no missing file", async () => {
  const root = await tempFolder("config");
  await mkdir(join(root, "convoy.json"));
  await expect(loadConfig(root)).rejects.toMatchObject({ code: "EISDIR" });
});

describe("a wrong convoy.json", () => {
  test("that is no JSON says where", () => {
    expect(problemsOf("{broken")).toEqual([expect.stringMatching(/^convoy.json is no JSON: .*position 1/)]);
  });

  test.each([
    [{}, "target: is missing"],
    [[], "convoy.json: expected an object, got []"],
    [{ target: {} }, 'target.type: expected "codeartifact" or "npm"'],
    [{ target, onFailure: "maybe" }, 'onFailure: expected "rollback" or "hold", got "maybe"'],
    [{ target, limit: {} }, "convoy.json: unknown setting: limit"],
    [{ target: { ...target, stage: "x", repo: "y" } }, "target: unknown settings: stage, repo"],
    [{ target: { ...target, region: "" } }, "target.region: must not be empty"],
    [{ target, limits: { copy: 0 } }, "limits.copy: expected 1 or more, got 0"],
    [{ target, limits: { copy: 1e6 } }, "limits.copy: expected 1000 or less, got 1000000"],
    [{ target, limits: { copy: "4" } }, 'limits.copy: expected a number, got "4"'],
    [{ target, limits: { copy: 1.5 } }, "limits.copy: expected a whole number, got 1.5"],
    [{ target, tagFormat: "v{version}" }, "tagFormat: needs both {name} and {version}"],
    [{ target: { type: "npm", registry: "registry" } }, "target.registry: expected an http or https URL"],
  ])("%j", (config, problem) => {
    expect(problemsOf(config)).toEqual([problem]);
  });

  test("has all its problems in one error", () => {
    const wrong = { ...target, domain: "Acme_X", domainOwner: "12" };
    expect(problemsOf({ target: wrong, tokenSeconds: 5 })).toEqual([
      "target.domain: a domain is 2 to 50 lower-case letters, digits and hyphens",
      "target.domainOwner: an account is 12 digits",
      "tokenSeconds: expected 900 or more, got 5",
    ]);
  });

  test("with the channel for its stage is refused: what is uploaded would show at once", () => {
    expect(problemsOf({ target: { ...target, staging: "npm-releases" } })).toEqual([
      expect.stringMatching(/^target.staging: the stage must be another repository than the channel/),
    ]);
  });
});
