import { readFileSync } from "node:fs";
import type { ValidateFunction } from "ajv";

type Json = Readonly<Record<string, unknown>>;

interface Parameter extends Json {
  readonly name: string;
  readonly in: "path" | "query";
}

interface Operation extends Json {
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

interface Description extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** An operation of the description that a request is meant for. */
export interface Described {
  /** `POST /repos/{owner}/{repo}/pulls`. */
  readonly name: string;
  /** The parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** What is wrong with the request by the description; nothing, when empty. */
  problemsIn(query: URLSearchParams, body: unknown): readonly string[];
  /** What is wrong with an answer. */
  problemsInAnswer(status: number, body: unknown): readonly string[];
  /** The answer that the description gives as an example; empty where there is no body. */
  example(status: number): Json;
}

/** A published OpenAPI description, to hold requests and answers against. */
export interface ApiDescription {
  find(method: string, path: string): Described | undefined;
}

const read = new Map<string, Promise<ApiDescription>>();

/** The excerpt of a description in a file beside this one. It is read once, since to compile it is most of a test. */
export async function descriptionIn(file: string): Promise<ApiDescription> {
  const known = read.get(file) ?? readDescription(file);
  read.set(file, known);
  return known;
}

/** The file lies beside the source of this one, which may have been compiled. */
async function readDescription(file: string): Promise<ApiDescription> {
  // Loaded when asked for: most tests that use the testkit need no code host.
  const { Ajv } = await import("ajv");
  const text = readFileSync(new URL(`../../src/code-host/${file}`, import.meta.url), "utf8");
  const description = JSON.parse(text) as Description;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(description, "api");
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: string, value: unknown): readonly string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  return {
    find(method, path) {
      for (const [template, operations] of Object.entries(description.paths)) {
        const operation = operations[method.toLowerCase()];
        const params = operation && paramsIn(template, path);
        if (params) return described(description, { method, template, operation, params, check });
      }
      return undefined;
    },
  };
}

interface Match {
  readonly method: string;
  readonly template: string;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  readonly check: (pointer: string, value: unknown) => readonly string[];
}

function described(whole: Description, { method, template, operation, params, check }: Match): Described {
  const name = `${method} ${template}`;
  const at = `/paths/${escaped(template)}/${method.toLowerCase()}`;
  const content = "content/application~1json";
  return {
    name,
    params,
    problemsIn(query, body) {
      const allowed = queryNames(whole, operation);
      const unknown = [...query.keys()]
        .filter((key) => !allowed.has(key))
        .map((key) => `unknown query: ${key}`);
      if (operation.requestBody === undefined) return unknown;
      return [...unknown, ...check(`${at}/requestBody/${content}/schema`, body)];
    },
    problemsInAnswer(status, body) {
      const answer = operation.responses[status];
      if (answer === undefined) return [`${name} has no answer ${status}`];
      const target =
        typeof answer["$ref"] === "string" ? answer["$ref"].slice(1) : `${at}/responses/${status}`;
      const answered = resolve(whole, answer)["content"];
      return answered === undefined ? [] : check(`${target}/${content}/schema`, body);
    },
    example(status) {
      const answer = resolve(whole, operation.responses[status] ?? {});
      const media = answer["content"] as Record<string, Json> | undefined;
      const [example = {}] = Object.values(
        (media?.["application/json"]?.["examples"] ?? {}) as Record<string, Json>,
      );
      return structuredClone(resolve(whole, example)["value"]) as Json;
    },
  };
}

function queryNames(whole: Description, { parameters = [] }: Operation): ReadonlySet<string> {
  const all = parameters.map((parameter) => resolve(whole, parameter) as Parameter);
  return new Set(all.filter((parameter) => parameter.in === "query").map(({ name }) => name));
}

function resolve(whole: Json, value: Json): Json {
  const ref = value["$ref"];
  if (typeof ref !== "string") return value;
  const parts = ref.slice("#/".length).split("/");
  return parts.reduce<unknown>((found, part) => (found as Json)[part], whole) as Json;
}

function paramsIn(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
