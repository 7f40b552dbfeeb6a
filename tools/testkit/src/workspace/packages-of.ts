import type { PackageSpec } from "./spec.ts";

export interface GraphOptions {
  /** Put before names that have none; default `@acme`. An empty string: names stay bare. */
  readonly scope?: string;
  /** Of packages that state none; default `1.0.0`. */
  readonly version?: string;
  /** Of every dependency; default `workspace:^`. */
  readonly range?: string;
}

/**
 * Packages from a drawing of their graph: `codec <- http <- app, codec <- cli` reads "http depends on codec, app on
 * http, and cli on codec". A version may follow a name (`codec@1.2.0 <- http`); a lone name is a package by itself.
 */
export function packagesOf(drawing: string, options: GraphOptions = {}): PackageSpec[] {
  const { scope = "@acme", version = "1.0.0", range = "workspace:^" } = options;
  const found = new Map<string, { version: string; deps: Record<string, string> }>();
  const read = (word: string): string => {
    const [, bare = "", stated] = /^(@?[^@\s]+)(?:@(\S+))?$/.exec(word) ?? [];
    if (bare === "") throw new Error(`packagesOf: "${word}" in "${drawing}" is no package name`);
    const name = scope === "" || bare.startsWith("@") ? bare : `${scope}/${bare}`;
    const known = found.get(name);
    found.set(name, { version: stated ?? known?.version ?? version, deps: known?.deps ?? {} });
    return name;
  };
  for (const chain of drawing.split(",")) {
    const names = chain.split("<-").map((word) => read(word.trim()));
    for (const [index, name] of names.entries()) {
      const dependency = names[index - 1];
      if (dependency !== undefined) Object.assign(found.get(name)?.deps ?? {}, { [dependency]: range });
    }
  }
  return [...found].map(([name, { version: at, deps }]) => ({ name, version: at, deps }));
}
