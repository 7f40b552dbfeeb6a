import { refusal, type Packages, type PublishBody, type Reply } from "./packages.ts";

/** A request without its transport. */
export interface RegistryRequest {
  readonly method: string;
  /** Decoded, without the leading slash: `@acme/http`, `-/package/@acme/http/dist-tags/latest`. */
  readonly path: string;
  readonly accept: string;
  /** `http://127.0.0.1:PORT`, for the URLs of tarballs. */
  readonly origin: string;
  readonly body: Buffer;
}

export interface Routed {
  readonly name: string | null;
  /** The version that a publish brings. */
  readonly version: string | null;
  /** Takes effect when called. */
  readonly handle: () => Reply | Buffer;
}

const NAME = "(@[^/]+/[^/]+|[^@/-][^/]*)";
const PACKAGE = new RegExp(`^${NAME}$`);
const TARBALL = new RegExp(`^${NAME}/-/(.+)$`);
const DIST_TAGS = new RegExp(`^-/package/${NAME}/dist-tags(?:/(.+))?$`);

/** What a request asks for. Nothing has happened yet. */
export function route(packages: Packages, request: RegistryRequest): Routed {
  const { method, path, origin } = request;
  const [, name = null] = PACKAGE.exec(path) ?? [];
  if (name !== null && method === "PUT") {
    const body = JSON.parse(request.body.toString("utf8")) as PublishBody;
    return { name, version: Object.keys(body.versions)[0] ?? null, handle: () => packages.publish(body) };
  }
  if (name !== null && method === "GET") {
    const abbreviated = request.accept.includes("application/vnd.npm.install-v1+json");
    return { name, version: null, handle: () => packages.packument(name, { abbreviated, origin }) };
  }
  const [, of, file] = TARBALL.exec(path) ?? [];
  if (of !== undefined && file !== undefined && method === "GET") {
    return {
      name: of,
      version: null,
      handle: () => packages.tarball(of, file) ?? refusal(404, `${file} not found`),
    };
  }
  const [, tagged, tag = null] = DIST_TAGS.exec(path) ?? [];
  if (tagged !== undefined)
    return { name: tagged, version: null, handle: distTags(packages, { name: tagged, tag }, request) };
  if (path === "-/ping") return { name: null, version: null, handle: () => ({ status: 200, body: {} }) };
  return { name: null, version: null, handle: () => refusal(404, `${method} ${path}: no such route`) };
}

interface TagAddress {
  readonly name: string;
  /** Null: all tags of the package. */
  readonly tag: string | null;
}

function distTags(packages: Packages, { name, tag }: TagAddress, request: RegistryRequest): () => Reply {
  if (tag === null) return () => packages.distTags(name);
  if (request.method === "DELETE") return () => packages.setDistTag(name, tag, null);
  const version = JSON.parse(request.body.toString("utf8")) as string;
  return () => packages.setDistTag(name, tag, version);
}
