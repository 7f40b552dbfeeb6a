import { CONVOY_BIN, commitAll, push, writeFiles } from "@convoy/testkit";
import type { ToolAdapter } from "./adapter.ts";

/** `convoy publish` to a plain npm registry, as it was built. */
export const convoy: ToolAdapter = {
  name: "convoy",
  publish: [process.execPath, CONVOY_BIN, "publish"],
  async prepare(stand) {
    const config = { target: { type: "npm", registry: stand.registry }, limits: { upload: 10 } };
    await writeFiles(stand.root, { "convoy.json": `${JSON.stringify(config, null, 2)}\n` });
    await commitAll(stand, "chore: where releases go");
    await push(stand);
  },
  env: ({ token }) => ({ NODE_AUTH_TOKEN: token }),
};
