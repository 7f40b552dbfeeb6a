import type { VersionRecord } from "../store/records.ts";
import { npmAddress } from "./npm-names.ts";

/** What the service shows of a manifest. */
export interface ManifestSummary {
  readonly description?: string;
  readonly homepage?: string;
  readonly repository?: string;
  readonly license?: string;
}

export interface Dependency {
  readonly namespace: string | null;
  readonly package: string;
  readonly dependencyType: "regular" | "dev" | "peer" | "optional";
  readonly versionRequirement: string;
}

export function manifestOf(version: VersionRecord): ManifestSummary {
  const manifest = parsed(version);
  const found = {
    description: manifest["description"],
    homepage: manifest["homepage"],
    repository: urlOf(manifest["repository"]),
    license: typeof manifest["license"] === "string" ? manifest["license"] : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === "string"));
}

const DEPENDENCY_TYPES = {
  dependencies: "regular",
  devDependencies: "dev",
  peerDependencies: "peer",
  optionalDependencies: "optional",
} as const;

export function dependenciesOf(version: VersionRecord): readonly Dependency[] {
  const manifest = parsed(version);
  return Object.entries(DEPENDENCY_TYPES).flatMap(([field, dependencyType]) => {
    const declared = manifest[field];
    if (typeof declared !== "object" || declared === null) return [];
    return Object.entries(declared).map(([fullName, versionRequirement]): Dependency => {
      const { namespace, name } = npmAddress({ domain: "", repository: "" }, fullName);
      return { namespace, package: name, dependencyType, versionRequirement: String(versionRequirement) };
    });
  });
}

function parsed(version: VersionRecord): Readonly<Record<string, unknown>> {
  return version.npm === undefined ? {} : (JSON.parse(version.npm.manifest) as Record<string, unknown>);
}

function urlOf(repository: unknown): unknown {
  return typeof repository === "object" && repository !== null && "url" in repository
    ? repository.url
    : repository;
}
