import { join } from "node:path";
import type { ExternalSource } from "@convoy/emulator";
import { packageSource, readUserNpmrc } from "@convoy/registry";
import type { Project } from "../wiring/project.ts";
import { userNpmrc } from "../wiring/settings.ts";
import { readIfThere } from "../read-if-there.ts";

/** What is not of the workspace. */
export interface Outside extends ExternalSource {
  /** By name, why a package was not to be had that may well be there. */
  readonly unfetched: ReadonlyMap<string, string>;
}

/**
 * Where a consumer of the rehearsed channel gets all else from: the registries that the npmrc of the user and of the
 * workspace name, with the credentials that the user has for them. Nothing of the workspace is ever asked for there.
 */
export async function outsideOf(
  { host, root }: Pick<Project, "host" | "root">,
  own: ReadonlySet<string>,
): Promise<Outside> {
  const ofWorkspace = readUserNpmrc((await readIfThere(join(root, ".npmrc"))) ?? "", host.env);
  const source = packageSource({ ...(await userNpmrc(host)), ...registriesIn(ofWorkspace) });
  const unfetched = new Map<string, string>();
  // A client would try again for minutes.
  const asMissing =
    (name: string) =>
    (error: unknown): undefined => {
      const why = error instanceof Error ? error.message : String(error);
      unfetched.set(name, `${name} could not be fetched: ${why}`);
    };
  return {
    packument: async (name) => (own.has(name) ? undefined : source.packument(name).catch(asMissing(name))),
    tarball: async (name, url) => source.tarball(name, url).catch(asMissing(name)),
    unfetched,
  };
}

/** All that a repository has a say in: a credential goes where the user's own npmrc says. */
function registriesIn(npmrc: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(npmrc).filter(([key]) => /^(@[^/:]+:)?registry$/.test(key)));
}
