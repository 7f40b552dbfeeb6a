import { createHash } from "node:crypto";

/** An answer without its transport. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What npm, pnpm and Yarn send to publish one version. */
export interface PublishBody {
  readonly name: string;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, VersionManifest>>;
  readonly _attachments?: Readonly<Record<string, { readonly data: string }>>;
}

interface VersionManifest {
  readonly dist?: { readonly integrity?: string; readonly shasum?: string; readonly tarball?: string };
  readonly [field: string]: unknown;
}

interface StoredPackage {
  readonly distTags: Map<string, string>;
  readonly versions: Map<string, VersionManifest>;
  readonly tarballs: Map<string, Buffer>;
}

/** Fields that installers read; an abbreviated packument has no others. */
const ABBREVIATED = [
  "name",
  "version",
  "dependencies",
  "optionalDependencies",
  "peerDependencies",
  "bin",
  "engines",
  "dist",
] as const;

/** The packages of a plain npm registry, in memory. */
export class Packages {
  readonly #packages = new Map<string, StoredPackage>();

  /** 201; 409 when the version is there; 400 when the bytes do not have the hashes that the manifest states. */
  publish(body: PublishBody): Reply {
    const [version, manifest] = Object.entries(body.versions)[0] ?? [];
    const [file, attachment] = Object.entries(body._attachments ?? {})[0] ?? [];
    if (version === undefined || manifest === undefined || file === undefined || attachment === undefined) {
      return refusal(400, "a publish brings one version and its tarball");
    }
    const bytes = Buffer.from(attachment.data, "base64");
    if (!hasStatedHashes(bytes, manifest)) return refusal(400, "the tarball does not have the stated hashes");
    if (JSON.stringify(manifest).includes('"workspace:'))
      return refusal(400, "a workspace: range was left in");
    const stored = this.#packages.get(body.name) ?? {
      distTags: new Map(),
      versions: new Map(),
      tarballs: new Map(),
    };
    if (stored.versions.has(version)) return refusal(409, `${body.name}@${version} is there already`);
    this.#packages.set(body.name, stored);
    stored.versions.set(version, manifest);
    stored.tarballs.set(`${version}.tgz`, bytes);
    for (const [tag, at] of Object.entries(body["dist-tags"])) stored.distTags.set(tag, at);
    return { status: 201, body: { ok: true } };
  }

  /** What clients read before an install and after a publish. */
  packument(name: string, options: { readonly abbreviated: boolean; readonly origin: string }): Reply {
    const stored = this.#packages.get(name);
    if (stored === undefined) return refusal(404, `${name} not found`);
    const versions = [...stored.versions].map(([version, manifest]) => {
      const tarball = `${options.origin}/${name}/-/${version}.tgz`;
      const whole: VersionManifest = { ...manifest, dist: { ...manifest.dist, tarball } };
      return [version, options.abbreviated ? pick(whole, ABBREVIATED) : whole] as const;
    });
    const body = {
      name,
      "dist-tags": Object.fromEntries(stored.distTags),
      versions: Object.fromEntries(versions),
    };
    return { status: 200, body };
  }

  tarball(name: string, file: string): Buffer | null {
    return this.#packages.get(name)?.tarballs.get(file) ?? null;
  }

  distTags(name: string): Reply {
    const stored = this.#packages.get(name);
    return stored
      ? { status: 200, body: Object.fromEntries(stored.distTags) }
      : refusal(404, `${name} not found`);
  }

  /** Sets the tag, or removes it when `version` is null. */
  setDistTag(name: string, tag: string, version: string | null): Reply {
    const stored = this.#packages.get(name);
    if (stored === undefined) return refusal(404, `${name} not found`);
    if (version === null) stored.distTags.delete(tag);
    else stored.distTags.set(tag, version);
    return { status: 200, body: { ok: true } };
  }

  get size(): number {
    return this.#packages.size;
  }
}

export function refusal(status: number, error: string): Reply {
  return { status, body: { error } };
}

function hasStatedHashes(bytes: Buffer, { dist = {} }: VersionManifest): boolean {
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const shasum = createHash("sha1").update(bytes).digest("hex");
  return dist.integrity === integrity && (dist.shasum ?? shasum) === shasum;
}

function pick(manifest: VersionManifest, fields: readonly string[]): VersionManifest {
  return Object.fromEntries(
    fields.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
  );
}
