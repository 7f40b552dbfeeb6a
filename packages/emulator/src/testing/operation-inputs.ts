import fc from "fast-check";
import { OPERATIONS, type Operation } from "../control/operations.ts";
import { BODY_MEMBERS, QUERY_MEMBERS } from "../control/members.ts";
import { valueOf } from "./hostile.ts";

/** An operation with an input in the model's own names, right or nearly so. */
export interface OperationInput {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export const OPERATION_INPUTS: fc.Arbitrary<OperationInput> = fc
  .constantFrom(...OPERATIONS)
  .chain((operation) => inputOf(operation).map((input) => ({ operation: operation.name, input })));

function inputOf(operation: Operation): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const members = [
    ...operation.query.map((word) => QUERY_MEMBERS[word.replace("!", "")]),
    ...operation.body.map((word) => BODY_MEMBERS[word.replace("!", "")]),
  ];
  const values = members.flatMap((member) =>
    member === undefined ? [] : [[member.name, valueOf(member.rule)] as const],
  );
  const required = [...operation.query, ...operation.body].filter((word) => word.endsWith("!"));
  const requiredKeys = required.flatMap((word) => {
    const key = word.slice(0, -1);
    const member = operation.query.includes(word) ? QUERY_MEMBERS[key] : BODY_MEMBERS[key];
    return member === undefined ? [] : [member.name];
  });
  return fc.record(Object.fromEntries(values), { requiredKeys });
}
