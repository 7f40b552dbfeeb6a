/** A link of a page to a test: its text is the name of the test, or a part of it. */
const TEST_LINK = /\[((?:[^\]\\]|\\.)+)\]\(([^)\s]+\.test\.ts)\)/g;

export interface TestLink {
  readonly name: string;
  /** As it stands in the link. */
  readonly target: string;
  /** From 1. */
  readonly line: number;
}

/** The tests that a page names, each with the file that it should be in. */
export function testLinks(page: string): readonly TestLink[] {
  return [...page.matchAll(TEST_LINK)].map((match) => ({
    name: (match[1] ?? "").replaceAll(/\\(.)/g, "$1").replaceAll(/\s+/g, " "),
    target: match[2] ?? "",
    line: page.slice(0, match.index).split("\n").length,
  }));
}
