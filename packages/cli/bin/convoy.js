#!/usr/bin/env node
// Plain enough for any Node: an old one gets a sentence, not a syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  console.error("NODE_TOO_OLD: convoy needs Node 22.22 or newer, this is " + process.versions.node);
  console.error("  Install a newer Node, or put one first on the PATH.");
  process.exit(2);
}
import("../dist/main.js").catch((error) => {
  console.error(error);
  process.exit(2);
});
