import { posix } from "node:path";
import type { Rule, Source } from "./source.ts";

/** Which of our packages each package may import. There are no other arrows. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  workspace: ["core"],
  registry: ["core"],
  engine: ["core"],
  report: ["core"],
  forge: ["core"],
  emulator: [],
  nx: ["core", "workspace", "registry", "engine", "report", "forge"],
  cli: ["core", "workspace", "registry", "engine", "report", "forge", "nx", "emulator"],
};

/** Packages know each other by name, and only along the arrows. */
export const keepsToItsLayer: Rule = (source) => {
  if (source.room === undefined) return [];
  return source.imports.flatMap(({ specifier, at }) => {
    const message = specifier.startsWith(".") ? escapeOf(source, specifier) : arrowOf(source, specifier);
    return message === undefined ? [] : [{ at, message }];
  });
};

function escapeOf({ path, room }: Source, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith(`packages/${room}/`)) return undefined;
  return `"${specifier}" leaves the package: import the other one by its name, through its front door.`;
}

function arrowOf({ room = "", isTest }: Source, specifier: string): string | undefined {
  const [, target, inside] = /^@convoy\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (target === undefined) return undefined;
  // A package names its own file of programs so, because that file is not bundled with the rest.
  if (target === room && inside === "/programs") return undefined;
  if (inside !== undefined)
    return `"${specifier}": import "@convoy/${target}"; what its index.ts lacks is its own affair.`;
  if (target === "testkit" && isTest) return undefined;
  return arrowMessage(room, target);
}

function arrowMessage(room: string, target: string): string | undefined {
  const may = LAYERS[room] ?? [];
  if (may.includes(target)) return undefined;
  const known = may.length === 0 ? "none of our packages" : may.map((name) => `@convoy/${name}`).join(", ");
  return `@convoy/${room} may import ${known}, not @convoy/${target}: let cli or nx wire the two together.`;
}

/** A manifest declares only arrows that an import may use. */
export const declaresItsLayer: Rule = ({ path, room, text }) => {
  if (room === undefined || path !== `packages/${room}/package.json`) return [];
  const { dependencies = {}, devDependencies = {} } = JSON.parse(text) as Record<
    string,
    Record<string, string> | undefined
  >;
  const declared = [
    ...Object.keys(dependencies),
    ...Object.keys(devDependencies).filter((name) => name !== "@convoy/testkit"),
  ];
  return declared.flatMap((name) => {
    const message = name.startsWith("@convoy/")
      ? arrowMessage(room, name.slice("@convoy/".length))
      : undefined;
    return message === undefined ? [] : [{ at: text.indexOf(`"${name}"`), message }];
  });
};
