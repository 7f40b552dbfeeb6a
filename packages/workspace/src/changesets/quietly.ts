import { stripVTControlCharacters } from "node:util";

/**
 * Runs `work`, which must not be asynchronous, and answers with what it wrote to the console, each line once.
 * The libraries of changesets print their findings about ranges; here they are notes that a report shows.
 */
export function quietly<T>(work: () => T): { readonly result: T; readonly said: readonly string[] } {
  const said = new Set<string>();
  const { error } = console;
  console.error = (...parts: readonly unknown[]): void => {
    said.add(stripVTControlCharacters(parts.map(String).join(" ")));
  };
  try {
    const result = work();
    return { result, said: [...said] };
  } finally {
    console.error = error;
  }
}
