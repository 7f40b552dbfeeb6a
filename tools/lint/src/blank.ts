const UNTIL_EXPRESSION = String.raw`(?:[^${"`"}\\$]|\\[^]|\$(?!\{))*(?:${"`"}|\$\{)`;

// One alternative a kind of token, the first that fits wins. A slash begins a regular expression only where a value may
// stand: after an operator, an opening bracket, or `return`.
const TOKEN = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[^]*?\*\/)`,
    String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`,
    String.raw`(?<=(?:[=(,:;!&|?{}[+\-*%<>~^]|\breturn)\s*)\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*`,
    "`" + UNTIL_EXPRESSION,
    "[{}]",
  ].join("|"),
  "g",
);
const TEMPLATE_GOES_ON = new RegExp(`\\}${UNTIL_EXPRESSION}`, "y");

export interface Blanked {
  /** Without comments, and with empty strings, regular expressions and templates; expressions in a template stay. */
  readonly code: string;
  /** Without comments alone. */
  readonly uncommented: string;
}

/** Blanks what is no code. Line breaks and offsets stay as they are. */
export function blank(text: string): Blanked {
  const comments: Span[] = [];
  const texts: Span[] = [];
  for (const { part, at, isComment } of tokensOf(text)) {
    if (isComment) comments.push([at, at + part.length]);
    else texts.push([at + 1, at + part.length - 1]);
  }
  return { code: without(text, [...comments, ...texts]), uncommented: without(text, comments) };
}

type Span = readonly [from: number, to: number];

interface Token {
  readonly part: string;
  readonly at: number;
  readonly isComment: boolean;
}

function* tokensOf(text: string): Generator<Token> {
  // Of each template whose expression we are in, how many braces that expression has open.
  const open: number[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    let part = match[0];
    if (part === "{") open.push((open.pop() ?? 0) + 1);
    if (part === "}" && (open.at(-1) ?? 1) > 0) open.push((open.pop() ?? 1) - 1);
    else if (part === "}") {
      open.pop();
      TEMPLATE_GOES_ON.lastIndex = match.index;
      part = TEMPLATE_GOES_ON.exec(text)?.[0] ?? part;
      TOKEN.lastIndex = match.index + part.length;
    }
    if (part.endsWith("${")) open.push(0);
    if (part.length > 1) yield { part, at: match.index, isComment: match.groups?.["comment"] !== undefined };
  }
}

function without(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    pieces.push(text.slice(end, from), text.slice(from, to).replace(/[^\n]/g, " "));
    end = to;
  }
  return pieces.join("") + text.slice(end);
}
