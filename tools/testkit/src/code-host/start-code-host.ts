import { onCleanUp } from "../temp-folders.ts";
import { descriptionIn, type ApiDescription, type Described } from "./api-description.ts";
import { BareRepository } from "./bare-repository.ts";
import { noState, type HostState } from "./host-state.ts";
import { listen } from "./listen.ts";
import type { Answer, Behind, Routes } from "./route.ts";

/**
 * What a test does around an operation, by its name (`POST /repos/{owner}/{repo}/pulls`, or `POST /graphql`): before
 * it, after it, or in its place. To throw loses the reply.
 */
export type Around = (operation: string, proceed: () => Promise<Response>) => Promise<Response>;

/** A code host, as far as its description and the git behind it go, for one repository. */
export interface FakeCodeHost extends HostState {
  readonly url: string;
  /** The variables of a CI run in the repository. */
  readonly env: Readonly<Record<string, string>>;
  /** The names of the operations that were asked for, in their order. */
  readonly asked: readonly string[];
  around: Around;
}

export interface CodeHostKind {
  /** The file of its description. */
  readonly described: string;
  readonly routes: Routes;
  /** What a request must bear. */
  readonly credential: readonly [header: string, value: string];
  /** Answers what the description does not describe; undefined for what it does. */
  readonly beside?: (path: string, body: unknown, behind: Behind) => (() => Promise<object>) | undefined;
  /** What the host does by itself after an operation. */
  readonly afterwards?: (operation: string, behind: Behind) => Promise<void>;
  readonly envOf: (url: string) => Readonly<Record<string, string>>;
}

export interface CodeHostOptions {
  /** The bare repository behind it. */
  readonly origin: string;
  /** Whether the token is that of an app, whose commits the host signs. */
  readonly signs: boolean;
}

/** Starts it on a port of its own until the test is over, which fails when a request or answer was not as described. */
export async function startCodeHost(
  kind: CodeHostKind,
  { origin, signs }: CodeHostOptions,
): Promise<FakeCodeHost> {
  const description = await descriptionIn(kind.described);
  const behind: Behind = { repository: new BareRepository(origin), state: noState(), signs };
  const asked: string[] = [];
  const wrong: string[] = [];
  const hosted = { ...behind.state, asked, around: ((_operation, proceed) => proceed()) as Around };
  const respond = async (request: Request): Promise<Response> => {
    const [header, value] = kind.credential;
    if (request.headers.get(header) !== value) return json(401, { message: "401 Unauthorized" });
    const { name, answer } = await exchangeOf(request, { kind, description, behind, wrong });
    asked.push(name);
    const proceed = (): Promise<Response> =>
      answer().catch((error: unknown) => complain(wrong, [`${name}: ${String(error)}`]));
    const response = await hosted.around(name, proceed);
    await kind.afterwards?.(name, behind);
    return response;
  };
  const url = await listen(respond);
  onCleanUp(async () => {
    if (wrong.length > 0) throw new Error(`not as described:\n${wrong.join("\n")}`);
  });
  return Object.assign(hosted, { url, env: kind.envOf(url) });
}

interface Exchange {
  readonly name: string;
  readonly answer: () => Promise<Response>;
}

interface Within {
  readonly kind: CodeHostKind;
  readonly description: ApiDescription;
  readonly behind: Behind;
  readonly wrong: string[];
}

async function exchangeOf(request: Request, within: Within): Promise<Exchange> {
  const { kind, description, behind, wrong } = within;
  const { pathname, searchParams } = new URL(request.url);
  const text = await request.text();
  const body = text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
  const beside = kind.beside?.(pathname, body, behind);
  const plain = `${request.method} ${pathname}`;
  if (beside) return { name: plain, answer: async () => json(200, await beside()) };
  const described = description.find(request.method, pathname);
  const route = described && kind.routes[described.name];
  if (described === undefined || route === undefined)
    return { name: plain, answer: async () => complain(wrong, [plain]) };
  const { name, params } = described;
  const problems = described.problemsIn(searchParams, body).map((problem) => `${name}: ${problem}`);
  const answer = async (): Promise<Response> => {
    if (problems.length > 0) return complain(wrong, problems);
    return answerOf(described, await route({ params, query: searchParams, body: body ?? {} }, behind), wrong);
  };
  return { name, answer };
}

const NO_CONTENT = 204;

function answerOf(described: Described, answer: Answer, wrong: string[]): Response {
  const { status, with: differing, headers } = answer;
  const body = status >= 400 ? differing : onExample(described.example(status), differing);
  const problems = described.problemsInAnswer(status, body);
  wrong.push(...problems.map((problem) => `${described.name} ${status}: ${problem}`));
  return status === NO_CONTENT ? new Response(null, { status }) : json(status, body, headers);
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

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
