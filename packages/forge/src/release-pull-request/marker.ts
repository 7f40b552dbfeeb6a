import { createHash } from "node:crypto";

/** What a release pull request was made of, as it stands, unseen, in its body. */
export interface Made {
  /** The commit of the branch. */
  readonly head: string;
  /** The commit of the base that it starts from. */
  readonly from: string;
  /** A fingerprint of the title as Convoy wrote it: another one is a person's. */
  readonly title: string;
}

const BEGIN = /<!-- convoy:release head=([0-9a-f]+) from=([0-9a-f]+) title=([0-9a-f]+) -->/;
const END = "<!-- /convoy:release -->";

/** Undefined where nobody made it, or somebody took the marker out. */
export function readMade(body: string): Made | undefined {
  const [, head, from, title] = BEGIN.exec(body) ?? [];
  return head === undefined || from === undefined || title === undefined ? undefined : { head, from, title };
}

/** The part of the body that Convoy writes, between its marks. */
export function markedPart({ head, from, title }: Made, part: string): string {
  return `<!-- convoy:release head=${head} from=${from} title=${title} -->\n${part.trim()}\n${END}`;
}

/**
 * The body with the marked part in the place of the one before it: what people wrote around it stays. Where the marks
 * are gone, the part comes first, and all that was there after it.
 */
export function withPart(body: string, part: string): string {
  const text = body.replaceAll("\r\n", "\n");
  const start = BEGIN.exec(text);
  if (start === null) return text.trim() === "" ? part : `${part}\n\n${text.trim()}`;
  const end = text.indexOf(END, start.index);
  return text.slice(0, start.index) + part + (end < 0 ? "" : text.slice(end + END.length));
}

export function fingerprintOf(title: string): string {
  return createHash("sha256").update(title).digest("hex").slice(0, 12);
}
