import { isMap, parseDocument } from "yaml";

/** What a project says of registries, as an npmrc does: `@acme:registry`, `registry`. */
export type ProjectRegistries = Readonly<Record<string, string>>;

/** Of a `.yarnrc.yml`. */
export function yarnRegistries(text: string): ProjectRegistries {
  return registriesIn(text, {
    scopes: "npmScopes",
    ofScope: ["npmRegistryServer"],
    ofAll: ["npmRegistryServer"],
  });
}

/** Of a `pnpm-workspace.yaml`. */
export function pnpmRegistries(text: string): ProjectRegistries {
  return registriesIn(text, { scopes: "registries", ofScope: [], ofAll: ["registries", "default"] });
}

interface Places {
  readonly scopes: string;
  readonly ofScope: readonly string[];
  readonly ofAll: readonly string[];
}

function registriesIn(text: string, { scopes, ofScope, ofAll }: Places): ProjectRegistries {
  const document = parseDocument(text);
  const map = document.get(scopes);
  const names = isMap(map) ? map.items.map(({ key }) => String(key)) : [];
  const said: [string, unknown][] = [
    ["registry", document.getIn(ofAll)],
    ...names.map((name): [string, unknown] => [
      `@${name.replace(/^@/, "")}:registry`,
      document.getIn([scopes, name, ...ofScope]),
    ]),
  ];
  return Object.fromEntries(said.flatMap(([key, url]) => (typeof url === "string" ? [[key, url]] : [])));
}
