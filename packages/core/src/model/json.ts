/** A document of JSON, such as a manifest, before anybody has looked what is in it. */
export type Json = Readonly<Record<string, unknown>>;

/** The object that is nested there; empty where there is none. */
export function section(json: Json, ...path: readonly string[]): Json {
  let found: unknown = json;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return isObject(found) ? found : {};
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
