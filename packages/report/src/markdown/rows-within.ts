/** The first lines that fit into so many characters, and, where some are left out, a last one that says how many. */
export function rowsWithin(
  rows: readonly string[],
  longest: number,
  rest: (left: number) => string,
): readonly string[] {
  const whole = rows.reduce((sum, row) => sum + row.length + 1, 0);
  if (whole <= longest) return rows;
  const kept: string[] = [];
  let size = rest(rows.length).length;
  for (const row of rows) {
    size += row.length + 1;
    if (size > longest) break;
    kept.push(row);
  }
  return [...kept, rest(rows.length - kept.length)];
}
