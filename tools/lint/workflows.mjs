// Writes the workflows that Convoy makes for everybody into its own repository: `npm run workflows`, on Node 24.
import { mkdirSync, writeFileSync } from "node:fs";
import { OWN_WORKFLOWS } from "../../packages/workspace/src/setting-up/ci/own-workflows.fixture.ts";

const root = new URL("../../", import.meta.url);
for (const [path, text] of OWN_WORKFLOWS) {
  mkdirSync(new URL(".", new URL(path, root)), { recursive: true });
  writeFileSync(new URL(path, root), text);
}
