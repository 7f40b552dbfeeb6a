/** The names of a test file that begin with the numbers of faults, invariants or security rules: `F10 F34 a date …`. */
export interface NumberedTest {
  readonly path: string;
  readonly numbers: readonly string[];
  /** Without the numbers. */
  readonly says: string;
}

const NUMBERED = /(["'`])((?:[FIS]\d+[,:]? )+)(.+?)\1/g;

/** Every name in the text of a test file, in its order. A row of `test.each` may carry the number as well. */
export function numberedTests(path: string, text: string): readonly NumberedTest[] {
  return [...text.matchAll(NUMBERED)].map(([, , numbers = "", says = ""]) => ({
    path,
    numbers: numbers.match(/[FIS]\d+/g) ?? [],
    says,
  }));
}
