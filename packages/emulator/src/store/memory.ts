import { Buckets } from "./buckets.ts";
import type { Blobs, Store } from "./port.ts";

/** A store that ends with the process. */
export function memoryStore(): Store {
  const buckets = new Buckets({ load: () => new Map(), changed() {} });
  const bytes = new Map<string, Uint8Array>();
  const blobs: Blobs = {
    put: (sha256, blob) => void bytes.set(sha256, blob),
    get: (sha256) => bytes.get(sha256),
    delete: (sha256) => void bytes.delete(sha256),
  };
  return {
    blobs,
    bucket: (name) => buckets.get(name),
    commit: () => buckets.dropEmpty(),
    clear() {
      buckets.clear();
      bytes.clear();
    },
    close() {},
  };
}
