// Writes docs/faults.md from the names of the tests: `npm run docs`, on Node 24, with nothing installed.
import { trackedFiles } from "./src/check-repository.ts";
import { writeFaultTable } from "./src/docs/check-docs.ts";

const root = new URL("../..", import.meta.url);
writeFaultTable(root, trackedFiles(root));
