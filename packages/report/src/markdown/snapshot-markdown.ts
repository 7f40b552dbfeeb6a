import { count } from "../text/words.ts";
import { code, markdownTable } from "./escape.ts";

/** A snapshot that has arrived. */
export interface ArrivedSnapshot {
  /** The dist-tag of all its packages. */
  readonly tag: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  /** Milliseconds since the epoch; null where it stays until retention takes it. */
  readonly expires: number | null;
}

/** How to install a snapshot, as a comment of at most `longest` characters on the pull request that it is of. */
export function snapshotMarkdown({ tag, packages, expires }: ArrivedSnapshot, longest: number): string {
  const [first] = packages;
  const until = expires === null ? "" : ` It expires on ${new Date(expires).toISOString().slice(0, 10)}.`;
  const head = [
    "### Snapshot",
    "",
    `${count(packages.length, "package")} of this pull request can be tried out under the dist-tag ${code(tag)}.${until}`,
    "",
    ...(first === undefined ? [] : ["```sh", `npm install ${first.name}@${tag}`, "```", ""]),
    "",
  ].join("\n");
  const rows = packages.map(({ name, version }) => [code(name), code(version)]);
  return `${head}${markdownTable(["Package", "Version"], rows, longest - head.length - 1)}\n`;
}
