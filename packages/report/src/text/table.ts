import stringWidth from "string-width";

/** Rows in aligned columns, two spaces apart and two from the left. Cells may hold colour codes. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - stringWidth(cell)));
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
