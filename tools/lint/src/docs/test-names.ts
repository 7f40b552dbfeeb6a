/** A test whose name begins with the numbers of faults, invariants or security rules: `F10 F34 a date …`. */
export interface NumberedTest {
  readonly path: string;
  readonly numbers: readonly string[];
  /** Without the numbers; the name of the `describe` that it stands in comes first. */
  readonly says: string;
}

const NUMBERED = /(["'`])((?:[FIS]\d+[,:]? )+)(.+?)\1/g;
const DESCRIBE = /^describe\b.*\((["'`])(.+?)\1/gm;

/** Every such name in the text of a test file, in its order. A row of `test.each` may carry the number as well. */
export function numberedTests(path: string, text: string): readonly NumberedTest[] {
  const groups = [...text.matchAll(DESCRIBE)].map(({ index, 2: name = "" }) => ({ index, name }));
  return [...text.matchAll(NUMBERED)].map(({ index, 2: numbers = "", 3: says = "" }) => {
    const indented = /^[ \t]/.test(text.slice(text.lastIndexOf("\n", index) + 1));
    const group = indented ? groups.findLast((one) => one.index < index)?.name : undefined;
    return {
      path,
      numbers: numbers.match(/[FIS]\d+/g) ?? [],
      says: group === undefined ? says : `${group} ${says}`,
    };
  });
}
