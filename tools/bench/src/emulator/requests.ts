import { hash } from "node:crypto";

/** One request below the endpoint of a repository. */
export interface LoadRequest {
  readonly method: "GET" | "PUT";
  readonly path: string;
  readonly body?: string;
}

const NAMES = 500;

/** Publishes of small packages as npm sends them: 500 packages in turn, each with one more version. */
export function publishes(count: number): readonly LoadRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const [name, version] = [nameOf(index), `1.0.${Math.floor(index / NAMES)}`];
    return { method: "PUT", path: escaped(name), body: JSON.stringify(publication(name, version)) };
  });
}

/** Reads of the packuments of packages that were published, in turn. */
export function reads(count: number, published: number): readonly LoadRequest[] {
  const names = Math.min(NAMES, published);
  return Array.from({ length: count }, (_, index) => ({
    method: "GET",
    path: escaped(nameOf(index % names)),
  }));
}

function nameOf(index: number): string {
  return `@bench/package-${index % NAMES}`;
}

function escaped(name: string): string {
  return name.replace("/", "%2f");
}

function publication(name: string, version: string): unknown {
  const tarball = Buffer.from(`${name}@${version} `.repeat(40));
  const dist = { integrity: `sha512-${hash("sha512", tarball, "base64")}`, shasum: hash("sha1", tarball) };
  const manifest = { name, version, main: "index.js", dependencies: { "@bench/other": "^1.0.0" } };
  const attachment = { content_type: "application/octet-stream", data: tarball.toString("base64") };
  return {
    _id: name,
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist } },
    access: null,
    _attachments: { [`${name}-${version}.tgz`]: { ...attachment, length: tarball.length } },
  };
}
