import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commitAll, npmrc, pnpmBinary, push, writeFiles } from "@convoy/testkit";
import type { Stand, ToolAdapter } from "./adapter.ts";
import { writeSettings } from "./convoy.ts";

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
const CONVOY = fileURLToPath(new URL("../../../../packages/", import.meta.url));
const PUBLISH = [process.execPath, join(folderOf("nx"), "dist/bin/nx.js"), "release", "publish"];

/** `nx release publish` with the executor of @nx/js, which is what a workspace has without Convoy. */
export const stockNx: ToolAdapter = {
  name: "nx",
  version: null,
  publish: PUBLISH,
  async prepare(stand) {
    await linkPackages(stand.root, { nx: folderOf("nx"), "@nx/js": folderOf("@nx/js") });
    await writeFiles(stand.home, { ".npmrc": npmrc(stand.registry, stand.token) });
    await writeNxJson(stand, {});
  },
  env: withPnpm,
};

/** The same command with Convoy's executor in the place of the stock one. */
export const nxWithConvoy: ToolAdapter = {
  name: "nx-convoy",
  version: null,
  publish: PUBLISH,
  async prepare(stand) {
    const convoy = { "@convoy/nx": join(CONVOY, "nx"), "@convoy/cli": join(CONVOY, "cli") };
    await linkPackages(stand.root, { nx: folderOf("nx"), "@nx/js": folderOf("@nx/js"), ...convoy });
    await writeSettings(stand);
    await writeNxJson(stand, {
      plugins: ["@convoy/nx"],
      targetDefaults: { "nx-release-publish": { executor: "@convoy/nx:publish" } },
    });
  },
  env: (stand) => ({ ...withPnpm(), NODE_AUTH_TOKEN: stand.token }),
};

/** As an install would leave them. */
async function linkPackages(root: string, packages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, folder] of Object.entries(packages)) {
    const link = join(root, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(folder, link, "junction");
  }
}

async function writeNxJson(stand: Stand, more: object): Promise<void> {
  const nxJson = {
    analytics: false,
    neverConnectToCloud: true,
    defaultBase: "main",
    tui: { enabled: false },
    release: { projects: ["packages/*"], projectsRelationship: "independent" },
    ...more,
  };
  await writeFiles(stand.root, { "nx.json": `${JSON.stringify(nxJson, null, 2)}\n` });
  await commitAll(stand, "chore: nx.json");
  await push(stand);
}

/** The stock executor calls `pnpm` by name. */
function withPnpm(): Readonly<Record<string, string>> {
  const path = [dirname(process.execPath), dirname(pnpmBinary()), process.env["PATH"] ?? ""];
  return { PATH: path.join(delimiter) };
}
