import type { Options } from "npm-registry-fetch";
import type { Errand } from "../replies/error-of.ts";
import { answered, type Answer } from "../replies/fault.ts";
import { escaped, loadFetch } from "./clients.ts";
import type { NpmPlane } from "./npm-plane.ts";
import { isRecord } from "./packument.ts";

/** A package's whole document, in the form in which the registry takes it back. */
export type PackageDocument = Record<string, unknown>;

/** Reads the document that is going to be written back. */
export async function readForWriting(
  plane: NpmPlane,
  name: string,
  errand: Errand,
): Promise<Answer<PackageDocument>> {
  const fetch = await loadFetch();
  return plane.read<PackageDocument>({
    ...errand,
    send: async (options) => {
      const document: unknown = await fetch.json(escaped(name), { ...options, query: { write: "true" } });
      return isRecord(document)
        ? answered(document)
        : { kind: "broken", words: `the answer is no document on ${name}` };
    },
  });
}

/** A write that holds only while the document's revision is still the one that was read. */
export interface GuardedWrite {
  /** Below the registry, for example `@acme%2fhttp`. */
  readonly path: string;
  readonly revision: string;
  /** The document to put there; null deletes what is at the path. */
  readonly body: PackageDocument | null;
}

export async function writeGuarded(
  plane: NpmPlane,
  errand: Errand,
  guarded: GuardedWrite,
): Promise<Answer<undefined>> {
  const fetch = await loadFetch();
  const { path, revision, body } = guarded;
  const request: Options = body === null ? { method: "DELETE" } : { method: "PUT", body };
  return plane.write<undefined>({
    ...errand,
    send: async (options, wire) => {
      await fetch(`${path}/-rev/${encodeURIComponent(revision)}`, {
        ...options,
        ...request,
        ignoreBody: true,
      });
      await wire.whole();
      return answered(undefined);
    },
  });
}
