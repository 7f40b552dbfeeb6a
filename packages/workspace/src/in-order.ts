/**
 * Waits for all of them, and throws what the first of them in this order has thrown: things are done side by side,
 * and which error the user sees does not depend on which came sooner.
 */
export async function inOrder<T extends readonly unknown[]>(
  parts: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(parts);
  return settled.map((part) => {
    if (part.status === "rejected") throw part.reason;
    return part.value;
  }) as { [K in keyof T]: Awaited<T[K]> };
}
