import { posix } from "node:path";
import type { PackRule } from "./entry-rules.ts";
import type { Tarball } from "./read-tarball.ts";

/** What Node tries where `main` names no file. */
const ENDINGS = ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"];

/** Where there are `exports`, nobody looks at `main`. */
const mainIsThere: PackRule = ({ manifest, tarball }) => {
  const main = manifest?.["main"];
  if (typeof main !== "string" || main === "" || manifest?.["exports"] !== undefined) return [];
  const files = filesOf(tarball);
  const isThere = ENDINGS.some((ending) => files.has(posix.normalize(`${inPackage(main)}${ending}`)));
  return isThere ? [] : [missing("main", main)];
};

/** Of its conditions one may lead to a file that is not packed, such as to sources; if all do, nobody can import it. */
const exportsLeadSomewhere: PackRule = ({ manifest, tarball }) => {
  const files = filesOf(tarball);
  return subpathsOf(manifest?.["exports"]).flatMap(([subpath, target]) => {
    const paths = targetsOf(target);
    const dead = paths.length > 0 && !paths.some((path) => leadsToFile(path, files));
    return dead ? [missing(`exports["${subpath}"]`, paths.join(", "))] : [];
  });
};

const binsAreThere: PackRule = ({ manifest, tarball }) => {
  const bin = manifest?.["bin"];
  const files = filesOf(tarball);
  const paths = typeof bin === "string" ? [bin] : Object.values(isRecord(bin) ? bin : {});
  return paths
    .filter((path): path is string => typeof path === "string" && !files.has(inPackage(path)))
    .map((path) => missing("bin", path));
};

/** What the manifest offers to load must be in the tarball: else the package installs, and fails where it is used. */
export const ENTRY_POINT_RULES: readonly PackRule[] = [mainIsThere, exportsLeadSomewhere, binsAreThere];

function missing(field: string, path: string): string {
  return `its ${field} leads to ${path}, which is not in the tarball`;
}

function filesOf({ entries }: Tarball): ReadonlySet<string> {
  return new Set(entries.map(({ path }) => path.slice("package/".length)));
}

function inPackage(path: string): string {
  return posix.normalize(path).replace(/\/$/, "");
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

/** `*` stands for any text, a path with slashes included. */
function leadsToFile(target: string, files: ReadonlySet<string>): boolean {
  const path = posix.normalize(target);
  const [before = "", after = ""] = path.split("*");
  if (path.endsWith("/")) return [...files].some((file) => file.startsWith(path));
  if (!path.includes("*")) return files.has(path);
  return [...files].some((file) => file.startsWith(before) && file.endsWith(after));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
