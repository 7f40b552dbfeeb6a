import { readDescription } from "./api-description.ts";
import { BareRepository } from "./bare-repository.ts";
import { GITLAB_ROUTES } from "./gitlab-routes.ts";
import { noState } from "./host-state.ts";
import { startCodeHost, type CodeHostKind, type FakeCodeHost } from "./start-code-host.ts";

/** Starts GitLab for the project `acme/team/shop`, whose git is in the bare repository `origin`. */
export async function startGitlab({ origin }: { readonly origin: string }): Promise<FakeCodeHost> {
  const description = await readDescription("gitlab.openapi.json");
  return startCodeHost(
    { ...GITLAB, description },
    { repository: new BareRepository(origin), state: noState(), signs: false },
  );
}

const TOKEN = "glpat-example";

const GITLAB: Omit<CodeHostKind, "description"> = {
  routes: GITLAB_ROUTES,
  credential: ["private-token", TOKEN],
  envOf: (url) => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_PATH: "acme/team/shop",
    GITLAB_TOKEN: TOKEN,
  }),
};
