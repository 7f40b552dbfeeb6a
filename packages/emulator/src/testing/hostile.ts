import fc from "fast-check";
import { BODY_MEMBERS, QUERY_MEMBERS } from "../control/members.ts";
import { OPERATIONS, type Operation } from "../control/operations.ts";
import type { Rule } from "../control/rules.ts";

/** A request as a fuzzer makes it: path with query, method, body. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly signed: boolean;
}

/** Texts that are likely to be there, likely to be wrong, or meant to break something. */
const TEXTS: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "acme",
    "stage",
    "channel",
    "npm",
    "http",
    "1.0.0",
    "Published",
    "package.tgz",
    "123456789012",
  ),
  fc.constantFrom(
    "",
    " ",
    "__proto__",
    "constructor",
    "../..",
    "%",
    "%2f",
    "\0",
    "@",
    "\u202e",
    "a".repeat(3000),
    "💥",
  ),
  fc.string(),
);

export const CONTROL_REQUESTS: fc.Arbitrary<HostileRequest> = fc
  .constantFrom(...OPERATIONS)
  .chain((operation) =>
    fc.record({
      method: fc.constant(operation.method),
      path: queryOf(operation).map((query) => `${operation.path}?${query}`),
      body: fc.oneof({ weight: 8, arbitrary: bodyOf(operation) }, { weight: 1, arbitrary: fc.string() }),
      signed: fc.constant(true),
    }),
  );

export const NPM_REQUESTS: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.constantFrom("GET", "PUT", "DELETE", "POST", "HEAD", "PATCH"),
  path: fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "@acme",
          "@acme%2fhttp",
          "http",
          "-",
          "dist-tags",
          "package",
          "latest",
          "-rev",
          "http-1.0.0.tgz",
        ),
        TEXTS.map(escaped),
      ),
      { maxLength: 5 },
    )
    .map((parts) => `/d/acme-123456789012/npm/stage/${parts.join("/")}`),
  body: fc.oneof(
    fc.constant(""),
    fc.string(),
    fc.json(),
    fc
      .record(
        {
          name: fc.oneof(fc.constant("@acme/http"), TEXTS),
          versions: fc.dictionary(
            TEXTS,
            fc.oneof(
              fc.jsonValue(),
              fc.record({ name: fc.constant("@acme/http"), version: TEXTS, dist: fc.jsonValue() }),
            ),
          ),
          "dist-tags": fc.oneof(fc.jsonValue(), fc.dictionary(TEXTS, TEXTS)),
          _attachments: fc.oneof(
            fc.jsonValue(),
            fc.dictionary(
              fc.constantFrom("x.tgz", "y.sigstore", "__proto__"),
              fc.record({ data: TEXTS, length: fc.oneof(fc.nat(), fc.string()) }),
            ),
          ),
        },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body)),
  ),
  signed: fc.boolean(),
});

function queryOf(operation: Operation): fc.Arbitrary<string> {
  const entries = operation.query.map((word) => {
    const key = word.replace("!", "");
    const good = valueOf(QUERY_MEMBERS[key]?.rule).map(String);
    return fc
      .option(fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: TEXTS }), { freq: 12 })
      .map((value) => [key, value] as const);
  });
  return fc.tuple(...entries).map((pairs) => {
    const given = pairs.flatMap(([key, value]) => (value === null ? [] : [`${key}=${escaped(value)}`]));
    return given.join("&");
  });
}

function bodyOf(operation: Operation): fc.Arbitrary<string> {
  const entries = operation.body.map(
    (word) =>
      [
        word.replace("!", ""),
        fc.oneof(
          { weight: 5, arbitrary: valueOf(BODY_MEMBERS[word.replace("!", "")]?.rule) },
          { weight: 1, arbitrary: fc.jsonValue() },
        ),
      ] as const,
  );
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }).map((body) => JSON.stringify(body));
}

export function valueOf(rule: Rule | undefined): fc.Arbitrary<unknown> {
  switch (rule?.kind) {
    case "enum":
      return fc.constantFrom(...rule.values);
    case "integer":
      return fc.integer({ min: rule.min, max: rule.max });
    case "boolean":
      return fc.boolean();
    case "list":
      return fc.array(valueOf(rule.of), { maxLength: 4 });
    case "map":
      return fc.dictionary(fc.oneof(TEXTS, fc.constantFrom(...(rule.keys ?? ["1.0.0"]))), valueOf(rule.of), {
        maxKeys: 3,
      });
    case "struct":
      return fc.record(
        Object.fromEntries(Object.entries(rule.members).map(([name, member]) => [name, valueOf(member)])),
      );
    default:
      return fc.oneof(
        TEXTS,
        fc.constantFrom(
          "/npm/acme/*",
          "/npm/*",
          "arn:aws:codeartifact:eu-west-1:123456789012:domain/acme",
          "public:npmjs",
        ),
      );
  }
}

function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
