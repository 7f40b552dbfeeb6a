import pLimit from "p-limit";

/** Runs the work for every item, at most `ceiling` at a time, and answers in the order of the items. */
export async function allOf<T, R>(
  items: readonly T[],
  ceiling: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const limit = pLimit(ceiling);
  return Promise.all(items.map((item) => limit(() => work(item))));
}
