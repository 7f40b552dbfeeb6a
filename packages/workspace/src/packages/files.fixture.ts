import { tempFolder, writeFiles } from "@convoy/testkit";

/** A temp folder with these files: text as it is, anything else as JSON. */
export async function folderOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await tempFolder("workspace");
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === "string" ? file : JSON.stringify(file),
  ]);
  await writeFiles(folder, Object.fromEntries(texts) as Record<string, string>);
  return folder;
}

/** A pnpm workspace with a package in each of these folders, by its manifest. */
export function pnpmWorkspace(
  manifests: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const files = Object.entries(manifests).map(
    ([dir, manifest]) => [`${dir}/package.json`, manifest] as const,
  );
  return folderOf({
    "pnpm-workspace.yaml": "packages: [packages/*]\n",
    "package.json": { name: "root", private: true },
    ...Object.fromEntries(files),
    ...more,
  });
}
