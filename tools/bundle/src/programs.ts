import { join } from "node:path";
import type { Plugin } from "rolldown";
import type { Program } from "./bundle.ts";

/** The command, and the process that it starts for the version step. */
export function programs(root: string): readonly Program[] {
  const [cli, workspace] = [join(root, "packages", "cli"), join(root, "packages", "workspace")];
  const versions = join(workspace, "dist", "versions");
  return [
    { input: join(cli, "dist", "main.js"), folder: join(cli, "bundle") },
    {
      input: join(versions, "version-worker.child.js"),
      folder: join(workspace, "bundle"),
      plugins: [ownGit(join(versions, "changeset-commits.js"))],
    },
  ];
}

/** Answers the git of changesets' version step with our own; see `unbundled-worker.child.ts`. */
function ownGit(module: string): Plugin {
  return {
    name: "own-git",
    resolveId(specifier, importer) {
      const isOurs =
        specifier === "@changesets/git" && importer?.includes("/@changesets/apply-release-plan/");
      return isOurs ? module : null;
    },
  };
}
