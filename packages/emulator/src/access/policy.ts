import { invalid } from "../errors.ts";

/** One statement, with what is read of it. */
interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** The actions are those that the statement is not about. */
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly conditional: boolean;
}

export interface Permission {
  /** Without `codeartifact:`. */
  readonly action: string;
  readonly resource: string;
}

/** Throws a `ServiceError` for a text that is no resource policy. */
export function checkPolicy(document: string): void {
  statementsOf(document);
}

/**
 * Whether a resource policy denies a permission outright. The caller is of the account that owns the resource, so
 * its own policies allow, and only an explicit Deny counts. A statement with a condition is taken as not met.
 */
export function denies(document: string, { action, resource }: Permission): boolean {
  return statementsOf(document).some((statement) => {
    if (statement.effect !== "Deny" || statement.conditional) return false;
    const named = statement.actions.some((pattern) => globMatches(pattern, `codeartifact:${action}`, "i"));
    return (
      named !== statement.notActions && statement.resources.some((pattern) => globMatches(pattern, resource))
    );
  });
}

/** `*` is any run of characters, `?` any one. */
export function globMatches(pattern: string, text: string, flags = ""): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

function statementsOf(document: string): readonly Statement[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    throw malformed("it is not valid JSON");
  }
  const found = field(parsed, "Statement");
  const statements = Array.isArray(found) ? found : [found];
  if (found === undefined || statements.length === 0) throw malformed("it has no Statement");
  return statements.map(parseStatement);
}

function parseStatement(statement: unknown): Statement {
  const effect = field(statement, "Effect");
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Effect must be Allow or Deny");
  if (field(statement, "Principal") === undefined && field(statement, "NotPrincipal") === undefined)
    throw malformed("a statement has no Principal");
  const notActions = field(statement, "NotAction");
  const actions = texts(notActions ?? field(statement, "Action"), "Action");
  const resources = texts(field(statement, "Resource") ?? "*", "Resource");
  return {
    effect,
    actions,
    notActions: notActions !== undefined,
    resources,
    conditional: field(statement, "Condition") !== undefined,
  };
}

function texts(value: unknown, name: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = list.filter((item) => typeof item === "string");
  if (found.length !== list.length || found.length === 0)
    throw malformed(`${name} must be a text or a list of texts`);
  return found;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) throw malformed("a statement is not an object");
  return (value as Readonly<Record<string, unknown>>)[name];
}

function malformed(what: string): Error {
  return invalid(`The policy document is not valid: ${what}`, "OTHER");
}
