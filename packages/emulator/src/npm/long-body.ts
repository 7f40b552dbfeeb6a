/**
 * Parses JSON that may be longer than a string can be, as a publish with a large tarball is. A long string under the key
 * `data` becomes the bytes that it has in base64. Throws a `SyntaxError` for what is no JSON, and a `RangeError` where
 * all the rest is still too long.
 */
export function parseLongBody(bytes: Buffer): unknown {
  const found = new Map<string, Buffer>();
  const mark = crypto.randomUUID();
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of longStrings(bytes)) {
    const name = `${mark} ${found.size}`;
    found.set(name, bytes.subarray(start, end));
    parts.push(bytes.toString("utf8", done, start), name);
    done = end;
  }
  parts.push(bytes.toString("utf8", done));
  return JSON.parse(parts.join(""), (key, value: unknown) => {
    const long = typeof value === "string" ? found.get(value) : undefined;
    if (long === undefined) return value;
    return key === "data" ? fromBase64(long) : (JSON.parse(`"${long.toString()}"`) as string);
  });
}

const LONG = 1024 ** 2;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The insides of the long strings of a JSON text, in order. */
function* longStrings(bytes: Buffer): Generator<{ readonly start: number; readonly end: number }> {
  let start = bytes.indexOf(QUOTE) + 1;
  while (start > 0) {
    const end = endOfString(bytes, start);
    if (end === -1) return;
    if (end - start > LONG) yield { start, end };
    start = bytes.indexOf(QUOTE, end + 1) + 1;
  }
}

function endOfString(bytes: Buffer, start: number): number {
  let end = bytes.indexOf(QUOTE, start);
  while (end !== -1 && backslashesBefore(bytes, end) % 2 === 1) end = bytes.indexOf(QUOTE, end + 1);
  return end;
}

function backslashesBefore(bytes: Buffer, at: number): number {
  let first = at;
  while (bytes[first - 1] === BACKSLASH) first -= 1;
  return at - first;
}

/** Whole groups of four at a time, since all of it would be too long as a string. */
const STEP = 4 * 1024 ** 2;

function fromBase64(text: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(Math.ceil((text.length * 3) / 4));
  let length = 0;
  for (let at = 0; at < text.length; at += STEP)
    length += bytes.write(text.toString("latin1", at, at + STEP), length, "base64");
  return bytes.subarray(0, length);
}
