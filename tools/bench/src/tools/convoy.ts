import { CONVOY_BIN, commitAll, push, writeFiles } from "@convoy/testkit";
import type { Stand, ToolAdapter } from "./adapter.ts";

/** `convoy version` and `convoy publish` to a plain npm registry, as it was built. */
export const convoy: ToolAdapter = {
  name: "convoy",
  version: [process.execPath, CONVOY_BIN, "version"],
  publish: [process.execPath, CONVOY_BIN, "publish"],
  async prepare(stand) {
    await writeSettings(stand);
    await commitAll(stand, "chore: where releases go");
    await push(stand);
  },
  env: ({ token }) => ({ NODE_AUTH_TOKEN: token }),
};

/** convoy.json, with as many uploads at a time as the benchmark is about. */
export async function writeSettings({ root, registry }: Stand): Promise<void> {
  const config = { target: { type: "npm", registry }, limits: { upload: 10 } };
  await writeFiles(root, { "convoy.json": `${JSON.stringify(config, null, 2)}\n` });
}
