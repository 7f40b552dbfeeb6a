import { invalid } from "../errors.ts";

/** One statement, with what is read of it. */
interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** The actions are those that the statement is not about. */
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly condition: unknown;
}

export interface Permission {
  /** Without `codeartifact:`; that of another service with its prefix. */
  readonly action: string;
  readonly resource: string;
  /** What conditions can ask for. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Throws a `ServiceError` for a text that is no resource policy. */
export function checkPolicy(document: string): void {
  statementsOf(document, "resource");
}

/** A policy of the caller's own, read. Throws a `ServiceError` for a text that is none. */
export function parseIdentityPolicy(document: string): IdentityPolicy {
  return statementsOf(document, "identity");
}

export type IdentityPolicy = readonly Statement[];

/** Whether the caller's own policy gives a permission: one statement allows it, and none denies it. */
export function allows(policy: IdentityPolicy, permission: Permission): boolean {
  const about = policy.filter((statement) => isAbout(statement, permission));
  return about.length > 0 && about.every(({ effect }) => effect === "Allow");
}

/**
 * Whether a resource policy denies a permission outright. The caller is of the account that owns the resource, so
 * its own policies allow, and only an explicit Deny counts.
 */
export function denies(document: string, permission: Permission): boolean {
  const statements = statementsOf(document, "resource");
  return statements.some((statement) => statement.effect === "Deny" && isAbout(statement, permission));
}

/** The action as policies name it. */
export function wholeAction({ action }: Permission): string {
  return action.includes(":") ? action : `codeartifact:${action}`;
}

function isAbout({ actions, notActions, resources, condition }: Statement, permission: Permission): boolean {
  const named = actions.some((pattern) => globMatches(pattern, wholeAction(permission), "i"));
  return (
    named !== notActions &&
    resources.some((pattern) => globMatches(pattern, permission.resource)) &&
    isMet(condition, permission.context ?? {})
  );
}

/** Only equality of texts is known; any other condition is taken as not met. */
function isMet(condition: unknown, context: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  return Object.entries(condition as object).every(
    ([operator, keys]) =>
      operator === "StringEquals" &&
      Object.entries(keys as object).every(([key, value]) =>
        texts(value, "Condition").includes(context[key] ?? ""),
      ),
  );
}

/** `*` is any run of characters, `?` any one. */
export function globMatches(pattern: string, text: string, flags = ""): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

function statementsOf(document: string, kind: "identity" | "resource"): readonly Statement[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    throw malformed("it is not valid JSON");
  }
  const found = field(parsed, "Statement");
  const statements = Array.isArray(found) ? found : [found];
  if (found === undefined || statements.length === 0) throw malformed("it has no Statement");
  return statements.map((statement) => parseStatement(statement, kind));
}

function parseStatement(statement: unknown, kind: "identity" | "resource"): Statement {
  const effect = field(statement, "Effect");
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Effect must be Allow or Deny");
  const principal = field(statement, "Principal") ?? field(statement, "NotPrincipal");
  if (kind === "resource" && principal === undefined) throw malformed("a statement has no Principal");
  if (kind === "identity" && principal !== undefined) throw malformed("a statement has a Principal");
  const resource = field(statement, "Resource");
  if (kind === "identity" && resource === undefined) throw malformed("a statement has no Resource");
  const notActions = field(statement, "NotAction");
  const actions = texts(notActions ?? field(statement, "Action"), "Action");
  const resources = texts(resource ?? "*", "Resource");
  return {
    effect,
    actions,
    notActions: notActions !== undefined,
    resources,
    condition: field(statement, "Condition"),
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
