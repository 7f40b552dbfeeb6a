import { onCleanUp } from "../temp-folders.ts";
import { readDescription, type Described } from "./api-description.ts";
import { BareRepository } from "./bare-repository.ts";
import { answerQuery } from "./github-graphql.ts";
import { ROUTES, type Answer, type Behind } from "./github-routes.ts";
import type { HostState } from "./github-state.ts";
import { listen } from "./listen.ts";

export interface GithubOptions {
  /** The bare repository behind it. */
  readonly origin: string;
  /** Whether the token is that of an app, whose commits GitHub signs. Default yes. */
  readonly signs?: boolean;
}

/**
 * What a test does around an operation, by its name (`POST /repos/{owner}/{repo}/pulls`, or `POST /graphql`): before
 * it, after it, or in its place. To throw loses the reply.
 */
export type Around = (operation: string, proceed: () => Promise<Response>) => Promise<Response>;

/** GitHub, as far as its description and the git behind it go, for one repository. */
export interface FakeGithub extends HostState {
  readonly url: string;
  /** The variables of a workflow that runs in the repository. */
  readonly env: Readonly<Record<string, string>>;
  /** The names of the operations that were asked for, in their order. */
  readonly asked: readonly string[];
  around: Around;
}

const TOKEN = "ghs_example";

/** Starts it on a port of its own until the test is over, which fails when a request or answer was not as described. */
export async function startGithub({ origin, signs = true }: GithubOptions): Promise<FakeGithub> {
  const repository = new BareRepository(origin);
  const state: HostState = { pullRequests: [], comments: [], releases: [], statuses: [] };
  const behind: Behind = { repository, state, signs };
  const asked: string[] = [];
  const wrong: string[] = [];
  const github = {
    ...state,
    asked,
    around: (_operation, proceed) => proceed(),
  } as Pick<FakeGithub, keyof HostState | "asked" | "around">;
  const respond = async (request: Request): Promise<Response> => {
    if (request.headers.get("authorization") !== `token ${TOKEN}`)
      return json(401, { message: "Bad credentials", documentation_url: "", status: "401" });
    const exchange = await exchangeOf(request, { behind, wrong });
    asked.push(exchange.name);
    const proceed = (): Promise<Response> =>
      exchange.answer().catch((error: unknown) => complain(wrong, [`${exchange.name}: ${String(error)}`]));
    const response = await github.around(exchange.name, proceed);
    if (MOVING.has(exchange.name)) await closeEmpty(behind);
    return response;
  };
  const url = await listen(respond);
  onCleanUp(() =>
    wrong.length === 0
      ? Promise.resolve()
      : Promise.reject(new Error(`not as described:\n${wrong.join("\n")}`)),
  );
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_TOKEN: TOKEN,
  };
  return Object.assign(github, { url, env });
}

interface Exchange {
  readonly name: string;
  readonly answer: () => Promise<Response>;
}

async function exchangeOf(
  request: Request,
  { behind, wrong }: { readonly behind: Behind; readonly wrong: string[] },
): Promise<Exchange> {
  const { pathname, searchParams } = new URL(request.url);
  const text = await request.text();
  const body = text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
  if (pathname === "/graphql")
    return {
      name: "POST /graphql",
      answer: async () => json(200, await answerQuery(body as Parameters<typeof answerQuery>[0], behind)),
    };
  const described = DESCRIPTION.find(request.method, pathname);
  const route = described && ROUTES[described.name];
  if (described === undefined || route === undefined)
    return {
      name: `${request.method} ${pathname}`,
      answer: async () => complain(wrong, [`${request.method} ${pathname}`]),
    };
  const problems = described.problemsIn(searchParams, body);
  const ask = { params: described.params, query: searchParams, body: body ?? {} };
  return {
    name: described.name,
    answer: async () =>
      problems.length > 0
        ? complain(
            wrong,
            problems.map((problem) => `${described.name}: ${problem}`),
          )
        : answerOf(described, await route(ask, behind), wrong),
  };
}

const DESCRIPTION = readDescription("github.openapi.json");

function answerOf(described: Described, { status, with: differing }: Answer, wrong: string[]): Response {
  const answer = status >= 400 ? differing : onExample(described.example(status), differing);
  wrong.push(
    ...described.problemsInAnswer(status, answer).map((problem) => `${described.name} ${status}: ${problem}`),
  );
  return json(status, answer);
}

function onExample(example: unknown, differing: object): object {
  if (!Array.isArray(differing)) return { ...(example as object), ...differing };
  const [first] = example as readonly object[];
  return differing.map((item: object) => ({ ...first, ...item }));
}

function complain(wrong: string[], problems: readonly string[]): Response {
  wrong.push(...problems);
  return json(400, { message: problems.join("\n") });
}

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

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}
