const LONGEST = 300;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
const USERINFO = /(:\/\/)[^/\s@]{1,300}@/g;

/** A text from the other side as part of a message: one line, not long, nothing invisible, none of the `secrets`. */
export function wordsOf(text: string, secrets: readonly string[] = []): string {
  const safe = secrets.reduce(
    (left, secret) => (secret === "" ? left : left.replaceAll(secret, "***")),
    text,
  );
  const line = safe
    .slice(0, 10 * LONGEST)
    .replace(UNPRINTABLE, " ")
    .replace(USERINFO, "$1***@")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
