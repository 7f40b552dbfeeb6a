import { micromark } from "micromark";
import { UNSEEN } from "../text/clean.ts";

/** Characters. The parser takes seconds for brackets by the ten thousand. */
const LONGEST = 20_000;

/**
 * Markdown of anybody as it may stand in a page: in it are no HTML of its own, no image, which would tell its host who
 * reads, and no link but to the web or by mail.
 */
export function changesHtml(markdown: string): string {
  if (markdown.length > LONGEST) return "<p>Too long to be shown here.</p>";
  const seen = markdown.replace(UNSEEN, (found) => (found === "\n" || found === "\t" ? found : ""));
  return micromark(seen, { extensions: [{ disable: { null: ["labelStartImage"] } }] });
}
