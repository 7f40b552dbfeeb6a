import { expect, test } from "@jest/globals";
import { packagesOf } from "./packages-of.ts";
import { graphOf } from "./spec.ts";

test("a drawing gives packages with their dependencies", () => {
  expect(graphOf(packagesOf("codec <- http <- app, codec <- cli, alone"))).toEqual({
    "@acme/codec": [],
    "@acme/http": ["@acme/codec"],
    "@acme/app": ["@acme/http"],
    "@acme/cli": ["@acme/codec"],
    "@acme/alone": [],
  });
});

test("a name may bring its version and its scope", () => {
  const packages = packagesOf("codec@1.2.0 <- @other/http@2.0.0-rc.1, codec <- cli");
  expect(packages.map(({ name, version }) => `${name}@${version}`)).toEqual([
    "@acme/codec@1.2.0",
    "@other/http@2.0.0-rc.1",
    "@acme/cli@1.0.0",
  ]);
});
