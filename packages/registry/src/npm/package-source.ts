import { loadFetch } from "./clients.ts";

/** Packages of the outside, by way of this process, so that whoever is shown them needs no credential of the user's. */
export interface PackageSource {
  /** The registry's document as JSON text; undefined for a package that it does not have. */
  packument(name: string): Promise<string | undefined>;
  /** A tarball by the URL that the document has for it. */
  tarball(name: string, url: string): Promise<Uint8Array | undefined>;
}

/** What npm's client answers is Node's own response, or one that is like it in this. */
type Answered = Pick<Response, "text" | "arrayBuffer">;

/** A person waits, and whoever asks tries again. */
const PATIENCE = {
  fetchRetries: 1,
  fetchRetryFactor: 1,
  fetchRetryMintimeout: 500,
  fetchRetryMaxtimeout: 500,
};

/**
 * The registries that the user's npmrc names, each with its own credential, as npm installs from them: that of the
 * package's scope, else the default one.
 */
export function packageSource(npmrc: Readonly<Record<string, string>>): PackageSource {
  const get = async (address: string, spec: string): Promise<Answered | undefined> => {
    const fetch = await loadFetch();
    try {
      return await fetch(address, { ...npmrc, ...PATIENCE, spec });
    } catch (error) {
      if ((error as { code?: unknown }).code === "E404") return undefined;
      throw error;
    }
  };
  return {
    packument: async (name) => (await get(`/${name.replaceAll("/", "%2f")}`, name))?.text(),
    async tarball(name, url) {
      const answer = await get(url, name);
      return answer === undefined ? undefined : new Uint8Array(await answer.arrayBuffer());
    },
  };
}
