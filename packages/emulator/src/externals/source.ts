import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EmulatorError } from "../errors.ts";

/** A public registry that external connections lead to. */
export interface ExternalSource {
  /** The packument as JSON text; undefined for a package that it does not have. */
  packument(name: string): Promise<string | undefined>;
  /** A tarball by the URL that the packument has for it. */
  tarball(name: string, url: string): Promise<Uint8Array | undefined>;
}

/** A registry over HTTP. */
export function registrySource(url: string): ExternalSource {
  const base = url.endsWith("/") ? url : `${url}/`;
  const get = async (address: string): Promise<Response | undefined> => {
    const response = await fetch(address);
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new Error(`${address} answered ${response.status}`);
  };
  return {
    packument: async (name) => (await get(`${base}${name.replace("/", "%2f")}`))?.text(),
    async tarball(_, address) {
      const response = await get(address);
      return response === undefined ? undefined : new Uint8Array(await response.arrayBuffer());
    },
  };
}

/**
 * A folder: `NAME/packument.json`, and the tarballs beside it under the last part of their URLs. Throws an
 * `EmulatorError` where there is no such folder.
 */
export function folderSource(folder: string): ExternalSource {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new EmulatorError("NPMJS_NOT_FOUND", `${folder} is no folder that could stand for public:npmjs`, {
      hint: "Give the URL of a registry, or a folder with NAME/packument.json in it.",
    });
  }
  return {
    packument: async (name) => (await readIfThere(join(folder, name, "packument.json")))?.toString(),
    tarball: (name, url) => readIfThere(join(folder, name, url.split("/").at(-1) ?? "")),
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
