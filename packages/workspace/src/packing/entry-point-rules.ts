import { posix } from "node:path";
import type { PackRule } from "./entry-rules.ts";
import type { PackedPackage } from "./packed-package.ts";

/** What an import of the package leads to besides `main`: for bundlers, for TypeScript, for style sheets. */
const BESIDE_MAIN = ["module", "browser", "react-native", "types", "typings", "style", "sass"];

/** `npm init` writes it into every package, and Node looks there anyhow: it promises nothing. */
const BY_DEFAULT = "index.js";

/** Where there are `exports`, nobody looks at `main`. */
const mainIsThere: PackRule = ({ manifest, tarball }) => {
  const main = manifest?.["main"];
  if (typeof main !== "string" || main === "" || manifest?.["exports"] != null) return [];
  if (inPackage(main) === BY_DEFAULT) return [];
  const others = BESIDE_MAIN.map((field) => manifest?.[field]).filter((path) => typeof path === "string");
  const files = filesOf(tarball);
  const leadsSomewhere = [main, BY_DEFAULT, ...others].some((path) => path !== "" && isThere(path, files));
  return leadsSomewhere ? [] : [missing("main", main)];
};

/**
 * Of the conditions of a subpath one may lead to a file that is not packed, such as to sources. Of the subpaths one may
 * lead nowhere, such as to what is for tests: packages that are in good use have those. The package itself may not, nor all.
 */
const exportsLeadSomewhere: PackRule = ({ manifest, tarball }) => {
  const files = filesOf(tarball);
  const offered = subpathsOf(manifest?.["exports"])
    .map(([subpath, target]) => ({ subpath, paths: targetsOf(target) }))
    .filter(({ subpath, paths }) => paths.length > 0 && subpath !== "./package.json");
  const dead = offered.filter(({ paths }) => !paths.some((path) => leadsToFile(path, files)));
  const refused = dead.length === offered.length ? dead : dead.filter(({ subpath }) => subpath === ".");
  return refused.map(({ subpath, paths }) => missing(`exports["${subpath}"]`, paths.join(", ")));
};

const binsAreThere: PackRule = ({ manifest, tarball }) => {
  const bin = manifest?.["bin"];
  const files = filesOf(tarball);
  const paths = typeof bin === "string" ? [bin] : Object.values(isRecord(bin) ? bin : {});
  return paths
    .filter((path) => typeof path === "string")
    .filter((path) => path !== "" && !files.has(inPackage(path)))
    .map((path) => missing("bin", path));
};

const unlessMadeOnInstall =
  (rule: PackRule): PackRule =>
  (packed) =>
    isMadeOnInstall(packed) ? [] : rule(packed);

/** What the manifest offers to load must be in the tarball: else the package installs, and fails where it is used. */
export const ENTRY_POINT_RULES: readonly PackRule[] = [mainIsThere, exportsLeadSomewhere, binsAreThere].map(
  unlessMadeOnInstall,
);

/** A native addon is built there, a program downloaded. npm takes a `binding.gyp` for a script. */
function isMadeOnInstall({ manifest, tarball }: PackedPackage): boolean {
  const scripts = manifest?.["scripts"];
  const runs = ["preinstall", "install", "postinstall"].some((name) => isRecord(scripts) && name in scripts);
  return runs || filesOf(tarball).has("binding.gyp");
}

function missing(field: string, path: string): string {
  return `its ${field} leads to ${path}, which is not in the tarball`;
}

function filesOf({ entries }: PackedPackage["tarball"]): ReadonlySet<string> {
  return new Set(entries.map(({ path }) => path.slice("package/".length)));
}

/** As npm reads it: relative to the package, whatever it begins with. Empty for the package itself. */
function inPackage(path: string): string {
  return posix.join("/", path).replace(/\/$/, "").slice(1);
}

/** `exports` is one target, or one for each subpath: then all its keys begin with a dot. */
function subpathsOf(exports: unknown): readonly (readonly [string, unknown])[] {
  if (exports === undefined) return [];
  const isBySubpath = isRecord(exports) && Object.keys(exports).every((key) => key.startsWith("."));
  return isBySubpath ? Object.entries(exports) : [[".", exports]];
}

/** All paths under a target, whatever their conditions. `null` closes a subpath, and is none. */
function targetsOf(target: unknown): readonly string[] {
  if (typeof target === "string") return [target];
  const inside = Array.isArray(target) ? target : Object.values(isRecord(target) ? target : {});
  return inside.flatMap(targetsOf);
}

function isPattern(path: string): boolean {
  return path.includes("*") || path.endsWith("/");
}

/** `*` stands for any text, a path with slashes included; the end of a folder, for all that lies in it. */
function leadsToFile(target: string, files: ReadonlySet<string>): boolean {
  if (!isPattern(target)) return isThere(target, files);
  const parts = inPackage(target.replace(/\/$/, "/*")).split("*");
  const [before = "", after = ""] = [parts[0], parts.at(-1)];
  return [...files].some((file) => file.startsWith(before) && file.endsWith(after));
}

/**
 * Found by anybody: Node and bundlers try endings, of which there are as many as bundlers, and an index in a folder;
 * TypeScript takes the declarations beside it.
 */
function isThere(path: string, files: ReadonlySet<string>): boolean {
  const place = inPackage(path);
  if (files.has(place) || files.has(place.replace(/\.([cm]?)js$/, ".d.$1ts"))) return true;
  const beginnings = place === "" ? ["index."] : [`${place}.`, `${place}/index.`];
  return [...files].some((file) =>
    beginnings.some((begin) => file.startsWith(begin) && !file.slice(begin.length).includes("/")),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
