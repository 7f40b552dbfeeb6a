import type { PackedPackage } from "./packed-package.ts";

/** Looks at a packed package and answers what is wrong with it. */
export type PackRule = (packed: PackedPackage) => readonly string[];

const staysInside: PackRule = ({ tarball }) =>
  tarball.entries
    .filter(
      ({ path }) =>
        !path.startsWith("package/") || path.split("/").some((part) => part === ".." || part === "."),
    )
    .map(({ path }) => `${show(path)} would be unpacked outside the package`);

// oxlint-disable-next-line no-control-regex -- a name with control characters is what it looks for
const UNPORTABLE = /[\\\u0000-\u001f\u007f]|^package\/[A-Za-z]:/;

const namesArePortable: PackRule = ({ tarball }) =>
  tarball.entries
    .filter(({ path }) => UNPORTABLE.test(path))
    .map(({ path }) => `${show(path)} is no name that every system can unpack`);

const filesOnly: PackRule = ({ tarball }) =>
  tarball.entries
    .filter(({ type }) => !["File", "OldFile", "ContiguousFile", "Directory"].includes(type))
    .map(
      ({ path, type }) =>
        `${show(path)} is a ${type === "SymbolicLink" ? "symbolic link" : type}, which clients drop or refuse`,
    );

const noSpecialBits: PackRule = ({ tarball }) =>
  tarball.entries
    .filter(({ mode }) => (mode & 0o6000) !== 0)
    .map(({ path }) => `${show(path)} runs with the rights of its owner (setuid or setgid)`);

const namesAreDistinct: PackRule = ({ tarball }) => {
  const seen = new Map<string, string>();
  return tarball.entries.flatMap(({ path, type }) => {
    if (type === "Directory") return [];
    const folded = path.normalize("NFC").toLowerCase();
    const other = seen.get(folded);
    seen.set(folded, path);
    if (other === undefined) return [];
    return other === path
      ? [`${show(path)} is in it twice`]
      : [`${show(other)} and ${show(path)} are one file where names have no case`];
  });
};

const isWhole: PackRule = ({ tarball }) =>
  tarball.broken === null ? [] : [`its tarball is refused: ${tarball.broken}`];

const isNotTooLarge: PackRule = ({ tarball, limits }) =>
  tarball.size > limits.packedBytes
    ? [`its tarball is ${tarball.size} bytes; ${limits.packedBytes} are allowed`]
    : [];

/** What must hold for the entries of every tarball. */
export const ENTRY_RULES: readonly PackRule[] = [
  isWhole,
  isNotTooLarge,
  staysInside,
  namesArePortable,
  filesOnly,
  noSpecialBits,
  namesAreDistinct,
];

function show(path: string): string {
  const name = path.startsWith("package/") ? path.slice("package/".length) : path;
  return /^[\w@.+~/-]+$/.test(name) ? name : JSON.stringify(name);
}
