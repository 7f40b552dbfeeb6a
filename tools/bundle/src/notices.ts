import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const IN_PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/** The licences of all packages that these modules are from, which their terms ask to travel along. */
export async function noticesOf(moduleIds: readonly string[]): Promise<string> {
  const folders = new Set(moduleIds.flatMap((id) => IN_PACKAGE.exec(id)?.[1] ?? []));
  const notices = await Promise.all([...folders].map(noticeOf));
  return [...new Set(notices)].toSorted().join("\n");
}

async function noticeOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const texts = await Promise.all(files.toSorted().map((file) => readFile(join(folder, file), "utf8")));
  const title = `${manifest.name} ${manifest.version}, ${manifest.license ?? "see its text"}`;
  return [title, "=".repeat(title.length), "", ...texts].join("\n");
}
