import { placesOf, type Rule, type Source } from "./source.ts";

const MOST_LINES = 250;
const RE_EXPORT = /export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})(?:\s*from\s*"[^"]*")?\s*;?/g;

function isSource({ path }: Source): boolean {
  return /^(packages|tools)\/[^/]+\/src\/.*\.ts$/.test(path);
}

/** One subject a file. */
export const staysShort: Rule = (source) => {
  const lines = source.text.split("\n").length - 1;
  if (!isSource(source) || source.isTest || lines <= MOST_LINES) return [];
  return [
    {
      at: 0,
      message: `${lines} lines, ${MOST_LINES} are the most: it has two subjects, give each its file.`,
    },
  ];
};

/** The only index.ts is the front door of a package, and it only re-exports. */
export const hasOneFrontDoor: Rule = (source) => {
  if (!isSource(source) || !source.path.endsWith("/index.ts")) return [];
  if (!/^[^/]+\/[^/]+\/src\/index\.ts$/.test(source.path)) {
    return [
      { at: 0, message: "Only a package's front door is an index.ts: name the file after its main export." },
    ];
  }
  const rest = source.code.replace(RE_EXPORT, (part) => " ".repeat(part.length));
  const at = rest.search(/\S/);
  return at < 0
    ? []
    : [{ at, message: "A front door only re-exports: move this into a file named after it." }];
};

/** A file is named after what it is about. */
export const hasAName: Rule = (source) => {
  const vague = /\/(utils?|helpers?|misc|common)\.(ts|mts|mjs|js)$/.exec(source.path);
  if (vague === null) return [];
  return [{ at: 0, message: `\`${vague[1]}\` says nothing: name the file after its main export.` }];
};

/** Every test that stands here is run, unless the program that it tests with is not on this machine. */
export const runsItsTests: Rule = (source) => {
  if (!source.isTest) return [];
  const pattern =
    /(?<![?:]\s*)\b(?:test|it|describe)\s*\.\s*(?:only|skip|todo)\b|\b(?:fit|fdescribe|xit|xtest|xdescribe)\s*\(/g;
  return placesOf(
    source,
    pattern,
    (found) => `\`${found}\`: mend the test or delete it; the suite runs whole.`,
  );
};
