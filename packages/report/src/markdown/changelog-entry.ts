const HEADING = /^(#{1,6})\s+(.+?)\s*#*\s*$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;

/** The part of a changelog under the heading of a version, without the heading; an empty string where it has none. */
export function changelogEntry(changelog: string, version: string): string {
  const entry: string[] = [];
  let depth = 0;
  let fence = "";
  for (const line of changelog.split(/\r?\n/)) {
    const [, marks = ""] = FENCE.exec(line) ?? [];
    if (marks !== "" && (fence === "" || marks.startsWith(fence))) fence = fence === "" ? marks : "";
    const [, level = "", title = ""] = fence === "" ? (HEADING.exec(line) ?? []) : [];
    if (depth > 0 && level !== "" && level.length <= depth) break;
    if (depth > 0) entry.push(line);
    else if (title.replace(/^\[?v?/, "").split(/[\s\]]/)[0] === version) depth = level.length;
  }
  return entry.join("\n").trim();
}
