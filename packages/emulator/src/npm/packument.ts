import type { FoundVersion } from "../registry/view.ts";
import type { Assumptions } from "../assumptions.ts";
import type { NpmVersion } from "../store/records.ts";

/** A package as npm clients read it. */
export interface PackageDocument {
  readonly name: string;
  /** Of the repository that was asked, with a slash at the end. */
  readonly endpoint: string;
  readonly versions: readonly FoundVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What installing needs, and all that the abbreviated form has of a manifest. */
const ABBREVIATED = [
  "name",
  "version",
  "deprecated",
  "bin",
  "dependencies",
  "optionalDependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "bundleDependencies",
  "bundledDependencies",
  "acceptDependencies",
  "directories",
  "engines",
  "os",
  "cpu",
  "libc",
  "funding",
  "hasInstallScript",
  "_hasShrinkwrap",
] as const;

/** What the full form repeats of the newest manifest. */
const TOP_LEVEL = [
  "description",
  "homepage",
  "keywords",
  "repository",
  "author",
  "bugs",
  "license",
  "maintainers",
] as const;

const abbreviatedManifests = new WeakMap<NpmVersion, string>();

export function abbreviatedPackument(document: PackageDocument, assumptions: Assumptions): string {
  const modified = Math.max(0, ...document.versions.map(({ record }) => record.publishedTime));
  const versions = document.versions.flatMap(({ record }) => {
    if (record.npm === undefined) return [];
    const manifest = abbreviated(record.npm);
    return [
      `${JSON.stringify(record.version)}:${withDist(manifest, record.npm, tarballUrl(document, record.version, assumptions))}`,
    ];
  });
  return `{"name":${JSON.stringify(document.name)},"modified":"${new Date(modified).toISOString()}","dist-tags":${JSON.stringify(document.tags)},"versions":{${versions.join(",")}}}`;
}

export function fullPackument(document: PackageDocument, assumptions: Assumptions): string {
  const versions = document.versions.flatMap(({ record }) =>
    record.npm === undefined
      ? []
      : [
          `${JSON.stringify(record.version)}:${versionManifest(document, record.version, record.npm, assumptions)}`,
        ],
  );
  const head = JSON.stringify({ _id: document.name, name: document.name, "dist-tags": document.tags }).slice(
    0,
    -1,
  );
  return `${head},"versions":{${versions.join(",")}},"time":${JSON.stringify(timesOf(document))}${topLevel(document)}}`;
}

/** One manifest with its `dist`, as a packument has it. */
export function versionManifest(
  document: Pick<PackageDocument, "name" | "endpoint">,
  version: string,
  npm: NpmVersion,
  assumptions: Assumptions,
): string {
  return withDist(npm.manifest, npm, tarballUrl(document, version, assumptions));
}

function withDist(manifest: string, npm: NpmVersion, tarball: string): string {
  return `${manifest.slice(0, -1)},"dist":${JSON.stringify({ ...npm.dist, tarball })}}`;
}

function abbreviated(npm: NpmVersion): string {
  let text = abbreviatedManifests.get(npm);
  if (text === undefined) {
    const manifest = JSON.parse(npm.manifest) as Record<string, unknown>;
    const kept: Record<string, unknown> = {};
    for (const field of ABBREVIATED) if (manifest[field] !== undefined) kept[field] = manifest[field];
    text = JSON.stringify(kept);
    abbreviatedManifests.set(npm, text);
  }
  return text;
}

function tarballUrl(
  { name, endpoint }: Pick<PackageDocument, "name" | "endpoint">,
  version: string,
  assumptions: Assumptions,
): string {
  const path = assumptions.tarballScope === "escaped" ? name.replace("/", "%2F") : name;
  return `${endpoint}${path}/-/${name.split("/").at(-1)}-${version}.tgz`;
}

function timesOf({ versions }: PackageDocument): Readonly<Record<string, string>> {
  const times = versions.map(({ record }) => record.publishedTime);
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    created: iso(times.reduce((one, other) => Math.min(one, other), Infinity)),
    modified: iso(times.reduce((one, other) => Math.max(one, other), 0)),
    ...Object.fromEntries(versions.map(({ record }) => [record.version, iso(record.publishedTime)])),
  };
}

function topLevel({ versions, tags }: PackageDocument): string {
  const shown = versions.find(({ record }) => record.version === tags["latest"]) ?? versions.at(-1);
  if (shown?.record.npm === undefined) return "";
  const manifest = JSON.parse(shown.record.npm.manifest) as Record<string, unknown>;
  const { readme } = shown.record.npm;
  const fields = [
    ...TOP_LEVEL.map((field) => [field, manifest[field]] as const),
    ["readme", readme] as const,
  ];
  return fields
    .map(([field, value]) => (value === undefined ? "" : `,"${field}":${JSON.stringify(value)}`))
    .join("");
}
