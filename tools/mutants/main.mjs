// Seeds one bug after another into a copy of this repository and asks the tests to find it:
// `node tools/mutants/main.mjs [WORDS…]`; with words, only the bugs in whose description all of them occur.
import { fileURLToPath } from "node:url";
import { seedAll } from "./src/seed-all.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const complaints = await seedAll({
  root,
  words: process.argv.slice(2),
  say: (line) => console.log(line),
});
for (const complaint of complaints) console.error(`\n${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
