/** A bug that somebody could write, and the tests that must find it. */
export interface Mutant {
  /** What the code then does wrong: `a 409 is taken for success`. */
  readonly bug: string;
  /** The file that it is seeded into, from the repository's root. */
  readonly file: string;
  /** Texts that occur once in the file, each with what takes its place. */
  readonly edits: readonly Edit[];
  /** The quickest tests that must fail. */
  readonly killedBy: readonly KillingTest[];
}

export type Edit = readonly [find: string, replace: string];

export interface KillingTest {
  /** From the repository's root. */
  readonly file: string;
  /** The beginning of the test's own name, or any part of its full one. */
  readonly name: string;
}

/** The text with the bug in it. Throws when an edit has no place any more, or more than one. */
export function seeded(text: string, { bug, file, edits }: Mutant): string {
  return edits.reduce((mutated, [find, replace]) => {
    const [before, after, ...more] = mutated.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      const places = after === undefined ? "does not occur" : "occurs more than once";
      throw new Error(`\`${bug}\` does not apply any more: in ${file} this ${places}:\n${find}`);
    }
    return before + replace + after;
  }, text);
}
