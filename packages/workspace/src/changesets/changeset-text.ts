import type { Release } from "@changesets/types";

/** The text of a changeset's file, as `changeset add` writes it. */
export function changesetText(releases: readonly Release[], summary: string): string {
  const lines = releases.map(({ name, type }) => `${JSON.stringify(name)}: ${type}\n`);
  return `---\n${lines.join("")}---\n\n${summary}\n`;
}
