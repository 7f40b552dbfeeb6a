import { ReleaseError } from "@convoy/core";
import type { Tree } from "./tree.ts";

export interface WorkspacePackageOptions {
  /** Of the package, with its scope. */
  readonly name: string;
  readonly directory?: string;
  readonly description?: string;
  readonly license?: string;
}

/** What npm and CodeArtifact both take. */
const NAME = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/** A package that can be published as it is: everything that a registry and its consumers want is in the manifest. */
export default async function workspacePackage(tree: Tree, options: WorkspacePackageOptions): Promise<void> {
  const { name, license = "UNLICENSED" } = options;
  const bare = name.slice(name.indexOf("/") + 1);
  const { directory = `packages/${bare}`, description = `The package ${name}` } = options;
  if (!NAME.test(name) || name.length > 214)
    throw new ReleaseError("NAME_INVALID", `\`${name}\` is no name for a package`, {
      hint: "Use lower-case letters, digits, dots and hyphens, after a scope if you like: `@acme/http`.",
    });
  const manifest = `${directory}/package.json`;
  if (tree.exists(manifest))
    throw new ReleaseError("PACKAGE_EXISTS", `there is a package in ${directory} already`, {
      hint: "Name another folder with `--directory`.",
    });
  const files = { name, version: "0.0.0", description, license, type: "module" };
  const surface = { exports: { ".": "./src/index.js", "./package.json": "./package.json" }, files: ["src"] };
  tree.write(manifest, `${JSON.stringify({ ...files, ...surface }, null, 2)}\n`);
  tree.write(
    `${directory}/src/index.js`,
    `/** The name of this package. */\nexport const name = ${JSON.stringify(name)};\n`,
  );
  tree.write(`${directory}/README.md`, `# ${name}\n\n${description}.\n`);
  tree.write(`.changeset/${bare}-begins.md`, `---\n"${name}": minor\n---\n\nThe first version.\n`);
}
