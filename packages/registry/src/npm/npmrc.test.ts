import { expect, test } from "@jest/globals";
import { readUserNpmrc } from "./npmrc.ts";

test("settings are read, with what the environment has for their variables", () => {
  const text = [
    "; a comment",
    "registry = https://npm.acme.test/",
    "//npm.acme.test/:_authToken=${TOKEN}",
    "//other.test/:_authToken=${NOT_SET}",
    "//optional.test/:_authToken=x${NOT_SET?}",
    "//fallback.test/:_authToken=${NOT_SET:-anonymous}",
    "//escaped.test/:_authToken=\\${TOKEN}",
    "strict-ssl=true",
    "ca[]=one",
    "ca[]=two",
  ].join("\n");
  expect(readUserNpmrc(text, { TOKEN: "s3cret" })).toEqual({
    registry: "https://npm.acme.test/",
    "//npm.acme.test/:_authToken": "s3cret",
    "//other.test/:_authToken": "${NOT_SET}",
    "//optional.test/:_authToken": "x",
    "//fallback.test/:_authToken": "anonymous",
    "//escaped.test/:_authToken": "\\${TOKEN}",
    "strict-ssl": "true",
    ca: "one\ntwo",
  });
});

test("S20 an npmrc cannot reach a prototype", () => {
  readUserNpmrc("__proto__=x\n[__proto__]\npolluted=1\nconstructor.prototype.polluted=1", {});
  expect({}).not.toHaveProperty("polluted");
});

test("S21 a megabyte of dollar signs is read quickly", () => {
  const started = performance.now();
  readUserNpmrc(`a=${"${".repeat(250_000)}\nb=${"\\".repeat(500_000)}`, {});
  expect(performance.now() - started).toBeLessThan(1000);
});
