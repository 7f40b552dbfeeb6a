import { GITLAB_ROUTES } from "./gitlab-routes.ts";
import { startCodeHost, type CodeHostKind, type FakeCodeHost } from "./start-code-host.ts";

/** Starts GitLab for the project `acme/team/shop`, whose git is in the bare repository `origin`. */
export function startGitlab({ origin }: { readonly origin: string }): Promise<FakeCodeHost> {
  return startCodeHost(GITLAB, { origin, signs: false });
}

const TOKEN = "glpat-example";

const GITLAB: CodeHostKind = {
  described: "gitlab.openapi.json",
  routes: GITLAB_ROUTES,
  credential: ["private-token", TOKEN],
  envOf: (url) => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_PATH: "acme/team/shop",
    GITLAB_TOKEN: TOKEN,
  }),
};
