#!/usr/bin/env node
// Plain enough for any Node: an old one gets a sentence, not a syntax error.
import module from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  console.error("NODE_TOO_OLD: convoy needs Node 22.22 or newer, this is " + process.versions.node);
  console.error("  Install a newer Node, or put one first on the PATH.");
  process.exit(2);
}
// What V8 has compiled once is kept for the next start, here and in the children that are told.
module.enableCompileCache?.();
import("../bundle/main.cjs").catch((error) => {
  console.error(error);
  process.exit(2);
});
