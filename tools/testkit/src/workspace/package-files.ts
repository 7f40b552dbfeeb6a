import { dirOf, runtimeDependencies, type PackageSpec } from "./spec.ts";

/**
 * The files of one package, path in the workspace to content. `index.js` exports `name`, `version` (read from the
 * manifest, so that it follows a bump) and `dependencies` (what the packages of the workspace that it needs export):
 * who imports a package sees the whole tree that was installed.
 */
export function packageFiles(spec: PackageSpec, specs: readonly PackageSpec[]): Record<string, string> {
  const dir = dirOf(spec);
  const files: Record<string, string> = {
    "package.json": `${JSON.stringify(manifestOf(spec), null, 2)}\n`,
    "index.js": sourceOf(spec, specs),
    "README.md": `# ${spec.name}\n`,
    ...spec.files,
  };
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${dir}/${path}`, content]));
}

function manifestOf(spec: PackageSpec): Record<string, unknown> {
  const given: Record<string, unknown> = {
    scripts: spec.scripts,
    dependencies: spec.deps,
    peerDependencies: spec.peerDeps,
    optionalDependencies: spec.optionalDeps,
    devDependencies: spec.devDeps,
  };
  return {
    name: spec.name,
    version: spec.version ?? "1.0.0",
    ...(spec.private ? { private: true } : { license: "MIT" }),
    type: "module",
    exports: { ".": "./index.js", "./package.json": "./package.json" },
    files: ["index.js", "dist"],
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => isFilled(value))),
    ...spec.manifest,
  };
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function sourceOf(spec: PackageSpec, specs: readonly PackageSpec[]): string {
  const optional = new Set(Object.keys(spec.optionalDeps ?? {}));
  const names = runtimeDependencies(spec, specs);
  const imports = names.map((name, index) =>
    optional.has(name)
      ? `const d${index} = await import("${name}").catch(() => null);`
      : `import * as d${index} from "${name}";`,
  );
  const exported = names.map((name, index) => `"${name}": d${index}`);
  return [
    `import manifest from "./package.json" with { type: "json" };`,
    ...imports,
    "export const { name, version } = manifest;",
    `export const dependencies = {${exported.length > 0 ? ` ${exported.join(", ")} ` : ""}};`,
    "",
  ].join("\n");
}
