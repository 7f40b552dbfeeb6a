/** The anchor of a package: its name has characters that an anchor should not have. */
export function anchorOf(name: string): string {
  return `package-${encodeURIComponent(name).replaceAll("%", "_")}`;
}
