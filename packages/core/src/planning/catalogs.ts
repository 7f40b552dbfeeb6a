/** The catalogs of a workspace: catalog name (`default` for the unnamed one) to package name to range. */
export type Catalogs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What `catalog:` or `catalog:NAME` stands for; undefined where the catalog does not say. */
export function rangeInCatalog(catalogs: Catalogs, specifier: string, name: string): string | undefined {
  const catalog = specifier.slice("catalog:".length).trim() || "default";
  if (!Object.hasOwn(catalogs, catalog)) return undefined;
  const ranges = catalogs[catalog] ?? {};
  return Object.hasOwn(ranges, name) ? ranges[name] : undefined;
}
