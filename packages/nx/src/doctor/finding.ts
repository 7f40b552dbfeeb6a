/** Something that would break a release, or surprise whoever makes it. */
export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What is at fault: a setting, a file, a package. */
  readonly subject: string;
  readonly message: string;
  readonly hint: string;
  readonly fixable: boolean;
}
