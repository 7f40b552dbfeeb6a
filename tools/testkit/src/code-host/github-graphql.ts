import { readFileSync } from "node:fs";
import type { Behind } from "./route.ts";

interface RefUpdate {
  readonly name: string;
  readonly beforeOid?: string;
  readonly afterOid: string;
  readonly force?: boolean;
}

/** Answers a query against GitHub's published schema: what the schema does not know is an error, as it is there. */
export async function answerQuery(
  { query, variables }: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
  behind: Behind,
): Promise<object> {
  const { buildSchema, graphql } = await import("graphql");
  // Published as it is, it has a field twice.
  schema ??= buildSchema(readFileSync(SCHEMA, "utf8"), { assumeValidSDL: true });
  return graphql({ schema, source: query, rootValue: rootOf(behind), variableValues: variables });
}

const REPOSITORY_ID = "R_kgDOexample";

// The package exports code around it, which nobody needs here.
const SCHEMA = new URL("../../node_modules/@octokit/graphql-schema/schema.graphql", import.meta.url);

let schema: ReturnType<typeof import("graphql").buildSchema> | undefined;

function rootOf(behind: Behind): object {
  return {
    repository: () => ({
      id: REPOSITORY_ID,
      pullRequest: ({ number }: { readonly number: number }) => ({
        comments: ({ first, after }: { readonly first: number; readonly after?: string }) =>
          commentsPage(behind, { on: number, first, after }),
      }),
    }),
    updateRefs: ({ input }: { readonly input: { repositoryId: string; refUpdates: readonly RefUpdate[] } }) =>
      updateRefs(behind, input),
  };
}

function commentsPage(
  { state }: Behind,
  { on, first, after }: { readonly on: number; readonly first: number; readonly after: string | undefined },
): object {
  const all = state.comments.filter((comment) => comment.on === on);
  const from = after ? Number(after) : 0;
  const end = from + first;
  return {
    nodes: all
      .slice(from, end)
      .map(({ id, body, own }) => ({ fullDatabaseId: String(id), body, viewerDidAuthor: own })),
    pageInfo: { hasNextPage: end < all.length, endCursor: String(end) },
  };
}

async function updateRefs(
  { repository }: Behind,
  { repositoryId, refUpdates }: { readonly repositoryId: string; readonly refUpdates: readonly RefUpdate[] },
): Promise<object> {
  if (repositoryId !== REPOSITORY_ID) throw new Error("Could not resolve to a node");
  for (const { name, beforeOid, afterOid, force } of refUpdates) {
    if (force !== true) throw new Error("not a fast forward");
    if (!(await repository.setRef(name, afterOid, beforeOid)))
      throw new Error(`Reference update failed: ${name} is not at ${beforeOid}`);
  }
  return { clientMutationId: null };
}
