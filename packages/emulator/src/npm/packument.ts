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
  readonly assumptions: Assumptions;
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

export function abbreviatedPackument(document: PackageDocument): string {
  const { modified } = timesOf(document);
  const head = { name: document.name, modified, "dist-tags": document.tags };
  return `${open(head)},"versions":${versionMap(document, (npm) => abbreviated(npm))}}`;
}

export function fullPackument(document: PackageDocument): string {
  const head = { _id: document.name, name: document.name, "dist-tags": document.tags };
  const versions = versionMap(document, (npm) => npm.manifest);
  const times = document.assumptions.packumentTimes ? `,"time":${JSON.stringify(timesOf(document))}` : "";
  return `${open(head)},"versions":${versions}${times}${topLevel(document)}}`;
}

/** One whole manifest with its `dist`, as the full form has it. */
export function versionManifest(document: PackageDocument, version: string, npm: NpmVersion): string {
  return withDist(npm.manifest, npm, tarballUrl(document, version));
}

// The manifests are kept as text and put together as text: parsing them on each read would cost far more.
function versionMap(document: PackageDocument, manifestOf: (npm: NpmVersion) => string): string {
  const members = document.versions.flatMap(({ record: { version, npm } }) => {
    if (npm === undefined) return [];
    return [`${JSON.stringify(version)}:${withDist(manifestOf(npm), npm, tarballUrl(document, version))}`];
  });
  return `{${members.join(",")}}`;
}

function open(head: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(head).slice(0, -1);
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

function tarballUrl({ name, endpoint, assumptions }: PackageDocument, version: string): string {
  const path = assumptions.tarballScope === "escaped" ? name.replace("/", "%2F") : name;
  return `${endpoint}${path}/-/${name.split("/").at(-1)}-${version}.tgz`;
}

function timesOf({ versions }: PackageDocument): Readonly<Record<string, string>> {
  const times = versions.map(({ record }) => record.publishedTime).toSorted((one, other) => one - other);
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    created: iso(times.at(0) ?? 0),
    modified: iso(times.at(-1) ?? 0),
    ...Object.fromEntries(versions.map(({ record }) => [record.version, iso(record.publishedTime)])),
  };
}

function topLevel({ versions, tags, assumptions }: PackageDocument): string {
  const shown = versions.find(({ record }) => record.version === tags["latest"]) ?? versions.at(-1);
  if (shown?.record.npm === undefined) return "";
  const manifest = JSON.parse(shown.record.npm.manifest) as Record<string, unknown>;
  const readme = assumptions.packumentReadme ? shown.record.npm.readme : undefined;
  const fields = [
    ...TOP_LEVEL.map((field) => [field, manifest[field]] as const),
    ["readme", readme] as const,
  ];
  return fields
    .map(([field, value]) => (value === undefined ? "" : `,"${field}":${JSON.stringify(value)}`))
    .join("");
}
