#!/usr/bin/env node
// Cuts out of the OpenAPI description of a code host what Convoy's tests need of it, word for word, without its prose:
//   node tools/testkit/excerpt-openapi.mjs FULL.json "POST /repos/{owner}/{repo}/pulls" … > EXCERPT.json
// GitHub's full description is `generated/api.github.com.json` of the npm package @octokit/openapi: 13 MB, in a package
// of 400 MB, which nobody should have to install for these tests.
import { readFileSync } from "node:fs";

const [file, ...operations] = process.argv.slice(2);
const full = JSON.parse(readFileSync(file, "utf8"));
const excerpt = {
  openapi: full.openapi,
  info: { ...full.info, description: undefined },
  paths: {},
  components: {},
};

function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  if (typeof value.$ref === "string") component(value.$ref);
  const entries = Object.entries(value).filter(
    // A property may be called so, too.
    ([key, inner]) => !PROSE.includes(key) || typeof inner === "object",
  );
  // The value of an example is data.
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === "value" ? inner : copy(inner)]));
}

const PROSE = ["description", "externalDocs", "x-github", "summary", "tags"];

function component(ref) {
  const [, , kind, name] = ref.split("/");
  excerpt.components[kind] ??= {};
  if (name in excerpt.components[kind]) return;
  excerpt.components[kind][name] = null;
  excerpt.components[kind][name] = copy(full.components[kind][name]);
}

for (const operation of operations) {
  const [method, path] = operation.split(" ");
  const { parameters, [method.toLowerCase()]: found } = full.paths[path];
  excerpt.paths[path] ??= copy({ parameters });
  excerpt.paths[path][method.toLowerCase()] = copy(found);
}
process.stdout.write(`${JSON.stringify(excerpt)}\n`);
