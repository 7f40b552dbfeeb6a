import { expect, test } from "@jest/globals";
import * as sdk from "@aws-sdk/client-codeartifact";
import { BODY_MEMBERS, QUERY_MEMBERS } from "./members.ts";
import { HANDLERS } from "./handlers.ts";
import { OPERATIONS } from "./operations.ts";

/** A schema of the SDK: kind, namespace, name, traits, then what the kind has. */
type Schema = readonly [number, string, string, unknown, ...unknown[]];
type Traits = { readonly httpQuery?: string; readonly httpHeader?: string; readonly httpPayload?: number };

const OPERATION = 9;

const modelled = Object.values(sdk as Readonly<Record<string, unknown>>)
  .filter((value): value is Schema => Array.isArray(value) && value[0] === OPERATION)
  .map(([, , name, traits, input]) => {
    const { http } = traits as { readonly http: readonly [string, string, number] };
    const [, , , , members, types, required = 0] = (input as () => readonly unknown[])();
    return {
      name,
      route: `${http[0]} ${http[1]}`,
      members: wired(members as string[], types as unknown[], required as number),
    };
  });

function wired(names: readonly string[], types: readonly unknown[], required: number): readonly string[] {
  return names.flatMap((name, index) => {
    const type = types[index];
    const traits = (Array.isArray(type) ? type[1] : 0) as Traits | number;
    const mark = index < required ? "!" : "";
    if (typeof traits === "number" || traits === undefined)
      return traits === 16 ? [] : [`body ${name}${mark}`];
    if (traits.httpQuery !== undefined) return [`query ${traits.httpQuery}${mark}`];
    return traits.httpHeader === undefined && traits.httpPayload === undefined ? [`body ${name}${mark}`] : [];
  });
}

test("every operation of the service's model is at its place, with its members where the model has them", () => {
  const ours = OPERATIONS.map(({ name, method, path, query, body }) => ({
    name,
    route: `${method} ${path}`,
    members: [...query.map((word) => `query ${word}`), ...body.map((word) => `body ${word}`)].toSorted(),
  }));
  const theirs = modelled.map((operation) => ({ ...operation, members: operation.members.toSorted() }));
  const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
  expect(ours.toSorted(byName)).toEqual(theirs.toSorted(byName));
  expect(ours).toHaveLength(48);
});

test("every member has a rule", () => {
  const words = (lists: readonly (readonly string[])[]): readonly string[] =>
    lists.flat().map((word) => word.replace("!", ""));
  expect(Object.keys(QUERY_MEMBERS)).toEqual(
    expect.arrayContaining([...words(OPERATIONS.map(({ query }) => query))]),
  );
  expect(Object.keys(BODY_MEMBERS)).toEqual(
    expect.arrayContaining([...words(OPERATIONS.map(({ body }) => body))]),
  );
});

test("every operation has a handler", () => {
  expect(Object.keys(HANDLERS).toSorted()).toEqual(OPERATIONS.map(({ name }) => name).toSorted());
});
