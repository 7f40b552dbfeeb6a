export interface ChunkLimits {
  /** Items in a chunk. */
  readonly most: number;
  /** Their sizes together; one that is larger alone stands alone. */
  readonly largest: number;
}

/** The items in their order, in as few chunks as the limits allow. No items are one empty chunk. */
export function chunksOf<T>(
  items: readonly T[],
  { most, largest }: ChunkLimits,
  sizeOf: (item: T) => number,
): readonly (readonly T[])[] {
  const chunks: T[][] = [[]];
  let size = 0;
  for (const item of items) {
    const last = chunks.at(-1) ?? [];
    const own = sizeOf(item);
    if (last.length > 0 && (last.length === most || size + own > largest)) {
      chunks.push([item]);
      size = own;
    } else {
      last.push(item);
      size += own;
    }
  }
  return chunks;
}
