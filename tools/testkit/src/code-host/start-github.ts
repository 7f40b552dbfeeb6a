import { answerQuery } from "./github-graphql.ts";
import { GITHUB_ROUTES } from "./github-routes.ts";
import type { Behind } from "./route.ts";
import { startCodeHost, type CodeHostKind, type FakeCodeHost } from "./start-code-host.ts";

export interface GithubOptions {
  /** The bare repository behind it. */
  readonly origin: string;
  /** Whether the token is that of an app, whose commits GitHub signs. Default yes. */
  readonly signs?: boolean;
}

/** Starts GitHub for the repository `acme/shop`. */
export function startGithub({ origin, signs = true }: GithubOptions): Promise<FakeCodeHost> {
  return startCodeHost(GITHUB, { origin, signs });
}

const TOKEN = "ghs_example";

const GITHUB: CodeHostKind = {
  described: "github.openapi.json",
  routes: GITHUB_ROUTES,
  credential: ["authorization", `token ${TOKEN}`],
  beside: (path, body, behind) =>
    path === "/graphql" ? () => answerQuery(body as Parameters<typeof answerQuery>[0], behind) : undefined,
  afterwards: async (operation, behind) => {
    if (MOVING.has(operation)) await closeEmpty(behind);
  },
  envOf: (url) => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_TOKEN: TOKEN,
  }),
};

/** The operations after which a branch may be elsewhere. */
const MOVING: ReadonlySet<string> = new Set(["POST /graphql", "POST /repos/{owner}/{repo}/git/refs"]);

/** GitHub closes a pull request whose branch has no commit that its base lacks. */
async function closeEmpty({ repository, state }: Behind): Promise<void> {
  for (const one of state.pullRequests.filter(({ state: now }) => now === "open")) {
    const [head, base] = [await repository.head(one.head), await repository.head(one.base)];
    if (head === undefined || base === undefined || (await repository.isAncestor(head, base)))
      one.state = "closed";
  }
}
