/** The part of a packument that tests read. */
export interface Packument {
  readonly name: string;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, PackumentVersion>>;
}

export interface PackumentVersion {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly dist: { readonly integrity: string; readonly tarball: string };
}

/** The npm plane of a repository, to somebody with a token. */
export interface NpmAccess {
  /** With a trailing slash. */
  readonly endpoint: string;
  readonly token: string;
}

/** What consumers see of the package; null: nothing. */
export async function readPackument(access: NpmAccess, name: string): Promise<Packument | null> {
  return (await getJson(access, escapeName(name))) as Packument | null;
}

/** Tag to version; of a package that is not there: none. */
export async function readDistTags(access: NpmAccess, name: string): Promise<Record<string, string>> {
  const tags = (await getJson(access, `-/package/${escapeName(name)}/dist-tags`)) as Record<
    string,
    string
  > | null;
  return tags ?? {};
}

async function getJson({ endpoint, token }: NpmAccess, path: string): Promise<unknown> {
  const reply = await fetch(endpoint + path, { headers: { authorization: `Bearer ${token}` } });
  if (reply.status === 404) return null;
  if (!reply.ok) throw new Error(`GET ${path}: status ${reply.status}`);
  return reply.json();
}

function escapeName(name: string): string {
  return name.replace("/", "%2f");
}
