import { ReleaseError } from "@convoy/core";
import { readRemoteUrl, type RemoteRepository } from "./remote-url.ts";

export type HostKind = "github" | "gitlab";

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The URL of the git remote; null where there is none. */
  readonly remoteUrl: string | null;
  /** What the settings say that the host is. Where it is, and so where a token goes, they do not say. */
  readonly kind?: HostKind | undefined;
}

/** A repository on a code host, and what opens it. */
export interface ForgePlace {
  readonly kind: HostKind;
  readonly api: string;
  /** `acme/shop`. */
  readonly path: string;
  readonly token: string;
}

/**
 * Finds the repository by its git remote, and by what the CI says of itself where the remote tells nothing. Throws
 * `HOST_UNKNOWN` and `HOST_TOKEN_MISSING`.
 */
export function findPlace(around: Surroundings): ForgePlace {
  const remote = around.remoteUrl === null ? undefined : readRemoteUrl(around.remoteUrl);
  const found = remote === undefined ? byCi(around) : byRemote(around, remote);
  if (found === undefined) throw unknownHost(remote);
  const { names, scope } = TOKENS[found.kind];
  const token = names.map((name) => around.env[name]).find((value) => value !== undefined && value !== "");
  if (token !== undefined) return { ...found, token };
  throw new ReleaseError(
    "HOST_TOKEN_MISSING",
    `there is no token for ${found.path} on ${new URL(found.api).host}`,
    {
      hint: `Set ${names.join(" or ")} in the environment: ${scope}`,
    },
  );
}

const TOKENS: Readonly<Record<HostKind, { readonly names: readonly string[]; readonly scope: string }>> = {
  github: {
    names: ["GITHUB_TOKEN", "GH_TOKEN"],
    scope:
      "in a workflow `GITHUB_TOKEN: ${{ github.token }}`, with `contents: write` and `pull-requests: write`.",
  },
  gitlab: {
    names: ["GITLAB_TOKEN"],
    scope:
      "an access token of the project with the scope `api`, as a masked variable. A job token may not do this.",
  },
};

type Found = Omit<ForgePlace, "token">;

function byRemote({ env, kind }: Surroundings, { host, path }: RemoteRepository): Found | undefined {
  const isServer = (url: string | undefined): boolean =>
    url !== undefined && URL.canParse(url) && new URL(url).host === host;
  if (isServer(env["GITHUB_SERVER_URL"]) && env["GITHUB_API_URL"])
    return { kind: "github", api: env["GITHUB_API_URL"], path };
  if (isServer(env["CI_SERVER_URL"]) && env["CI_API_V4_URL"])
    return { kind: "gitlab", api: env["CI_API_V4_URL"], path };
  if (host === "github.com") return { kind: "github", api: "https://api.github.com", path };
  const believed =
    kind ?? (/(^|\.)github\./.test(host) ? "github" : /(^|\.)gitlab\./.test(host) ? "gitlab" : undefined);
  if (believed === undefined) return undefined;
  return { kind: believed, api: `https://${host}/api/${believed === "github" ? "v3" : "v4"}`, path };
}

function byCi({ env }: Surroundings): Found | undefined {
  const { GITHUB_REPOSITORY: repository, CI_PROJECT_PATH: project } = env;
  if (repository)
    return { kind: "github", api: env["GITHUB_API_URL"] ?? "https://api.github.com", path: repository };
  if (project && env["CI_API_V4_URL"]) return { kind: "gitlab", api: env["CI_API_V4_URL"], path: project };
  return undefined;
}

function unknownHost(remote: RemoteRepository | undefined): ReleaseError {
  const what =
    remote === undefined
      ? "the git remote names no code host, and neither does the environment"
      : `${remote.host} is no code host that Convoy knows by its name`;
  const hint =
    remote === undefined
      ? "Add a remote on GitHub or GitLab: `git remote add origin URL`."
      : 'Say in convoy.json what it is: {"host": "github"} or {"host": "gitlab"}.';
  return new ReleaseError("HOST_UNKNOWN", what, { hint });
}
