import { UNSEEN } from "../text/clean.ts";

interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
}

/**
 * Markdown of anybody as it may stand in a pull request: it stays Markdown, whole and closed, and in it are no HTML, no
 * mention, no reference to an issue and so nothing that closes one, no image, and no link but to the web. What stands
 * in code is not read by a host and stays as it is, but for what looks like a mark of Convoy.
 */
export async function safeMarkdown(text: string): Promise<string> {
  if (text.length > LONGEST) return "_Too long to be shown here._";
  // Slow to load, and of the verbs only those that speak to a code host need it.
  const [{ fromMarkdown }, { toMarkdown }] = await Promise.all([
    import("mdast-util-from-markdown"),
    import("mdast-util-to-markdown"),
  ]);
  const root = fromMarkdown(text.replace(UNSEEN, (found) => (LAYOUT.has(found) ? found : "")));
  disarm(root);
  return toMarkdown(root, { bullet: "-", emphasis: "_", rule: "-", fences: true }).trim();
}

/** Characters. The parser takes seconds for brackets by the ten thousand, and nobody reads that much in a pull request. */
const LONGEST = 20_000;
/** Of the control characters, those that Markdown is laid out with. */
const LAYOUT: ReadonlySet<string> = new Set(["\n", "\t"]);
/** Nobody sees it, and no host reads on across it. */
const BREAK = "\u200b";

function disarm(node: Node): void {
  if (node.type === "html") node.type = "text";
  if (node.type === "image") Object.assign(node, { type: "text", value: "image" });
  if (node.url !== undefined && !/^https?:\/\//i.test(node.url)) node.url = "#";
  if (node.value !== undefined)
    node.value = node.type === "text" ? disarmed(node.value) : unmarked(node.value);
  // References and definitions could be given a meaning by what stands elsewhere in the body.
  if (node.children === undefined) return;
  node.children = node.children.filter(({ type }) => type !== "definition");
  for (const child of node.children) disarm(child);
}

/**
 * `@name`, `#12`, `!12` and `GH-12`; the words that close what a link after them leads to; and `/merge` at the start of a
 * line, which GitLab obeys.
 */
function disarmed(text: string): string {
  return text
    .replace(/^(\s*\/)(?=\w)/gm, `$1${BREAK}`)
    .replace(/([@#!])(?=[\w-])/g, `$1${BREAK}`)
    .replace(/\b(GH)(?=-\d)/gi, `$1${BREAK}`)
    .replace(CLOSING, (word) => word.slice(0, 2) + BREAK + word.slice(2));
}

const CLOSING =
  /\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?)(?=:?\s*(?:$|https?:))/gi;

function unmarked(text: string): string {
  return text.replaceAll("<!--", `<${BREAK}!--`);
}
