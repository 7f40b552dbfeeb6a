import { expect, test } from "@jest/globals";
import { secretsIn } from "./secret-content.ts";

// Made of parts, so that no scanner takes this file for a leak.
const key = (body: string): string => ["-----BEGIN RSA PRIVATE", `KEY-----${body}`].join(" ");
const aws = (rest: string): string => ["AKIA", rest].join("");
const BASE64 = "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy";

test.each([
  ["a key file", "key.pem", key(`\n${BASE64}\n`), ["a private key"]],
  ["a key in a string of code", "index.js", `const k = "${key(`\\n${BASE64}`)}"`, ["a private key"]],
  ["code that only speaks of keys", "index.js", `if (text.startsWith("${key("")}"))`, []],
  ["an AWS key", "a.js", `id: "${aws("QWERTYUIOPASDFGH")}"`, ["an AWS access key"]],
  ["the AWS key of the manuals", "a.js", `id: "${aws("IOSFODNN7EXAMPLE")}"`, []],
  ["an npm token", "a.txt", `npm_${"a1B2".repeat(9)}`, ["an npm token"]],
  ["npm settings in the environment", "a.js", "process.env.npm_config_registry_for_all_of_our_packages", []],
  ["an npmrc with a credential", ".npmrc", "//example.invalid/:_authToken=abc", ["a registry credential"]],
  ["an npmrc without one", ".npmrc", "engine-strict=true\n# _authToken=\n", []],
])("%s", (_, path, content, found) => {
  expect(secretsIn(path, Buffer.from(content))).toEqual(found);
});

test("S21: a megabyte that is made to be slow is searched in no time", () => {
  const hostile = ["-----BEGIN ", "AKIA", "npm_", "ghp_"]
    .map((sign) => sign.repeat(250_000 / sign.length))
    .join("");
  const started = performance.now();
  secretsIn(".npmrc", Buffer.from(hostile));
  expect(performance.now() - started).toBeLessThan(500);
});
