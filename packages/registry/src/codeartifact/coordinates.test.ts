import { expect, test } from "@jest/globals";
import { coordinateOf, onPackage } from "./coordinates.ts";

const PLACE = { region: "eu-west-1", owner: "123456789012", domain: "acme" };

test("the scope is the namespace, without its @", () => {
  expect(coordinateOf("@acme/http")).toEqual({ format: "npm", namespace: "acme", package: "http" });
  expect(coordinateOf("left-pad")).toEqual({ format: "npm", package: "left-pad" });
});

test("an unscoped package has an empty namespace in its ARN", () => {
  expect(onPackage(PLACE, ["npm-releases", "left-pad"], "DeletePackage")).toEqual({
    action: "codeartifact:DeletePackage",
    resource: "arn:aws:codeartifact:eu-west-1:123456789012:package/acme/npm-releases/npm//left-pad",
  });
});

test("an owner that the settings do not name is any account", () => {
  const { resource } = onPackage({ ...PLACE, owner: undefined }, ["r", "@a/b"], "DeletePackage");
  expect(resource).toBe("arn:aws:codeartifact:eu-west-1:*:package/acme/r/npm/a/b");
});
