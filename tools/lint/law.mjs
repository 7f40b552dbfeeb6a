// The law of this repository: what oxlint cannot see. `node tools/lint/law.mjs`, on Node 24, with nothing installed.
import { checkRepository } from "./src/check-repository.ts";

const faults = checkRepository(new URL("../..", import.meta.url));
for (const { path, line, message } of faults) console.error(`${path}:${line}  ${message}`);
console.error(faults.length === 0 ? "The law is kept." : `${faults.length} breaches of the law.`);
process.exitCode = faults.length === 0 ? 0 : 1;
