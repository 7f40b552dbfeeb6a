/** A version or a range that is to stand in a manifest, by the field and, for a dependency, its name. */
export interface ManifestEdit {
  readonly field: readonly [string] | readonly [string, string];
  readonly value: string;
}

type Manifest = Record<string, unknown>;

/** The text of a manifest with the edits, indented as it was. */
export function editManifest(text: string, edits: readonly ManifestEdit[]): string {
  if (edits.length === 0) return text;
  const manifest = JSON.parse(text) as Manifest;
  for (const { field, value } of edits) {
    const [first, second] = field;
    if (second === undefined) manifest[first] = value;
    else (manifest[first] as Manifest)[second] = value;
  }
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? "  ";
  return JSON.stringify(manifest, null, indent) + (text.endsWith("\n") ? "\n" : "");
}
