import { blank } from "./blank.ts";

/** Something that breaks the law, and in its message the right way. */
export interface Fault {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface Import {
  readonly specifier: string;
  /** Offset in the text. */
  readonly at: number;
}

/** A tracked file, read once for all rules. */
export interface Source {
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with its comments and the contents of its strings blanked, offsets kept. Empty for other files than code. */
  readonly code: string;
  readonly imports: readonly Import[];
  /** `packages/core` → `core`; undefined outside of packages. */
  readonly room: string | undefined;
  /** A test, or what only tests import: `x.fixture.ts`, and the folders `testing` and `simulated`. Never built. */
  readonly isTest: boolean;
}

/** A rule answers its faults, as offset and message. */
export type Rule = (source: Source) => readonly { readonly at: number; readonly message: string }[];

const CODE = /\.(ts|mts|mjs|js)$/;
const TEST_SIDE = /\.(test|fixture)\.ts$|\/src\/(testing|simulated)\//;
const IMPORT = /\b(from|import|require)\b\s*\(?\s*(["'])([^"'\n]+)\2/g;

/** Reads what the rules need out of a file's text. */
export function sourceOf(path: string, text: string): Source {
  const { code, uncommented } = CODE.test(path) ? blank(text) : { code: "", uncommented: "" };
  const imports = [...uncommented.matchAll(IMPORT)]
    .filter((match) => code.startsWith(match[1] ?? "", match.index))
    .map((match) => ({ specifier: match[3] ?? "", at: match.index }));
  const room = /^packages\/([^/]+)\//.exec(path)?.[1];
  return { path, text, code, imports, room, isTest: TEST_SIDE.test(path) };
}

/** Every place in the code, outside of comments and strings, that matches. */
export function placesOf(
  source: Source,
  pattern: RegExp,
  message: (found: string) => string,
): ReturnType<Rule> {
  return [...source.code.matchAll(pattern)].map((match) => ({ at: match.index, message: message(match[0]) }));
}
