import type { PackRule } from "./entry-rules.ts";

const isReadable: PackRule = ({ manifest }) =>
  manifest === null ? ["it has no package.json that can be read"] : [];

const isAsPlanned: PackRule = ({ name, version, manifest }) =>
  manifest === null || (manifest.name === name && manifest.version === version)
    ? []
    : [`it was packed as ${manifest.name}@${manifest.version}; the plan says ${name}@${version}`];

const isPublic: PackRule = ({ manifest }) =>
  manifest?.["private"] === true ? ["its package.json says `private`: no registry would take it"] : [];

/** Ranges that only mean something inside the workspace. */
const LOCAL_RANGE = /^(workspace|catalog|file|link|portal):/;

const rangesAreResolved: PackRule = ({ manifest }) =>
  (["dependencies", "optionalDependencies", "peerDependencies"] as const).flatMap((kind) =>
    Object.entries(manifest?.[kind] ?? {})
      .filter(([, range]) => LOCAL_RANGE.test(range))
      .map(
        ([name, range]) =>
          `${kind} has ${name}: \`${range}\`, which nobody outside the workspace can install`,
      ),
  );

const goesToThisRegistry: PackRule = ({ manifest, registry }) => {
  const { registry: other } = (manifest?.["publishConfig"] ?? {}) as { registry?: unknown };
  if (registry === undefined || typeof other !== "string" || same(other, registry)) return [];
  return [`its publishConfig.registry is another one than the release goes to: ${other}`];
};

/** What must hold for the manifest of every tarball. */
export const MANIFEST_RULES: readonly PackRule[] = [
  isReadable,
  isAsPlanned,
  isPublic,
  rangesAreResolved,
  goesToThisRegistry,
];

function same(one: string, other: string): boolean {
  return one.replace(/\/+$/, "") === other.replace(/\/+$/, "");
}
