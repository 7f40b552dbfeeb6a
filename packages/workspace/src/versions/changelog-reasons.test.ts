import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { changeset, changesetFolder } from "../changesets/changes.fixture.ts";
import { readChanges } from "../changesets/read-changes.ts";
import { pnpmWorkspace } from "../packages/files.fixture.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { applyChanges } from "./apply-changes.ts";

useTempFolders();

const MODULE =
  "export default { getReleaseLine: async ({ id, summary }, type, options) => `\\n\\n- ${options.mark} ${id}: ${summary}\\n`, getDependencyReleaseLine: async () => 'never asked' };";

/** codec <- http <- app, in which codec breaks, and a pair that shares its version. */
const MANIFESTS = {
  "packages/codec": { name: "codec", version: "1.0.0" },
  "packages/http": { name: "http", version: "1.0.0", optionalDependencies: { codec: "workspace:~" } },
  "packages/app": {
    name: "app",
    version: "1.0.0",
    dependencies: { codec: "workspace:^", http: "workspace:*" },
  },
  "packages/left": { name: "left", version: "1.0.0" },
  "packages/right": { name: "right", version: "1.0.0" },
};

test("the changelog of a dependent says from where to where each dependency went, and why", async () => {
  const config = { changelog: ["./changelog.mjs", { mark: "§" }], fixed: [["left", "right"]] };
  const files = {
    "a.md": changeset('"codec": major', "Codecs are faster.\n\nBy a table."),
    "b.md": changeset('"codec": patch, "left": minor', "Typings."),
  };
  const root = await pnpmWorkspace(MANIFESTS, {
    ...changesetFolder(files, config),
    ".changeset/changelog.mjs": MODULE,
  });
  const reading = await readWorkspace(root);
  await applyChanges(reading, await readChanges(reading, { rules: { changelogReasons: true } }));
  const changelog = (name: string): Promise<string> =>
    readFile(join(root, "packages", name, "CHANGELOG.md"), "utf8");
  expect(await changelog("app")).toBe(`# app

## 1.0.1

### Patch Changes

- Updated dependencies
  - codec 1.0.0 → 2.0.0
    - § a: Codecs are faster.
    - § b: Typings.
  - http 1.0.0 → 1.0.1
    - Needs codec 2.0.0
`);
  // Of an optional dependency changesets says nothing at all.
  expect(await changelog("http")).toContain("- Updated dependencies\n  - codec 1.0.0 → 2.0.0\n    - § a:");
  expect(await changelog("right")).toBe(
    "# right\n\n## 1.1.0\n\n### Patch Changes\n\n- Released together with its group: left, right\n",
  );
  expect(await changelog("codec")).toContain(
    "### Major Changes\n\n- § a: Codecs are faster.\n\nBy a table.\n",
  );
});
