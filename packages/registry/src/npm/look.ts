import type { PackageView } from "@convoy/core";
import { errorOf } from "../replies/error-of.ts";
import { answered } from "../replies/fault.ts";
import type { Permission } from "../replies/permission.ts";
import { escaped, loadFetch } from "./clients.ts";
import type { NpmPlane } from "./npm-plane.ts";
import { UNKNOWN, viewOf } from "./packument.ts";

/** The short form of the document, where the registry has one. */
const ACCEPT = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";

/** Reads what consumers see of a package. Only a registry's own 404 means that there is none. */
export async function look(plane: NpmPlane, name: string, permission?: Permission): Promise<PackageView> {
  return (await readDocument(plane, { name, permission }, viewOf)) ?? UNKNOWN;
}

/** Reads a package's document as `read` understands it; undefined where the registry does not know the package. */
export async function readDocument<T>(
  plane: NpmPlane,
  { name, permission }: { readonly name: string; readonly permission?: Permission | undefined },
  read: (document: unknown, name: string) => T | undefined,
): Promise<T | undefined> {
  const errand = { doing: `read ${name}`, where: plane.label };
  const fetch = await loadFetch();
  const answer = await plane.read<T>({
    ...errand,
    permission,
    send: async (options) => {
      const view = read(await fetch.json(escaped(name), { ...options, headers: { accept: ACCEPT } }), name);
      return view === undefined
        ? { kind: "broken", words: `the answer is no document on ${name}` }
        : answered(view);
    },
  });
  if (answer.kind === "answered") return answer.value;
  if (answer.kind === "missing") return undefined;
  throw errorOf(answer, errand);
}
