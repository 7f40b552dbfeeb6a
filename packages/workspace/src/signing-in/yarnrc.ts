import { ReleaseError } from "@convoy/core";
import { Document, isMap, parseDocument } from "yaml";
import type { SignIn } from "./sign-in.ts";

/**
 * How old a version must be. A scope that Yarn knows settings of has a gate of its own, of a day, whatever the user or the
 * project says of all packages; what a team releases itself, it wants to install.
 */
const AGE_GATE = "npmMinimalAgeGate";

/**
 * The text of the `.yarnrc.yml` in a home folder with these settings, for Yarn from 2 on. All else in it stays, comments
 * too. Throws `LOGIN_UNREADABLE` for what is no YAML of settings.
 */
export function yarnrcWith(text: string, signIn: SignIn): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents)))
    throw new ReleaseError("LOGIN_UNREADABLE", "the .yarnrc.yml in your home folder is no YAML of settings", {
      hint: "Mend it, and run the command again.",
    });
  const { registry, scopes, all } = signIn;
  const credential = credentialOf(signIn);
  for (const scope of scopes) {
    const path = ["npmScopes", scope.slice(1)];
    setAll(document, path, { npmRegistryServer: registry, ...credential });
    if (!document.hasIn([...path, AGE_GATE])) document.setIn([...path, AGE_GATE], 0);
  }
  if (all) {
    document.set("npmRegistryServer", registry);
    if (Object.keys(credential).length > 0)
      setAll(document, ["npmRegistries", registry.replace(/\/$/, "")], credential);
  }
  const { protocol, hostname } = new URL(registry);
  if (protocol === "http:") allowHttp(document, hostname);
  return document.toString({ lineWidth: 0 });
}

function setAll(
  document: Document,
  path: readonly string[],
  settings: Readonly<Record<string, unknown>>,
): void {
  for (const depth of path.keys()) {
    const above = path.slice(0, depth + 1);
    if (!isMap(document.getIn(above, true))) document.setIn(above, document.createNode({}));
  }
  for (const [key, value] of Object.entries(settings)) document.setIn([...path, key], value);
}

/** The settings of an npmrc in Yarn's words. */
function credentialOf({ settings }: SignIn): Readonly<Record<string, unknown>> {
  const token = Object.entries(settings).find(([key]) => key.endsWith(":_authToken"))?.[1];
  return token === undefined ? {} : { npmAuthToken: token, npmAlwaysAuth: true };
}

/** Yarn talks plain http to those alone that it is told. */
function allowHttp(document: Document, hostname: string): void {
  const { unsafeHttpWhitelist: before } = (document.toJS() ?? {}) as { unsafeHttpWhitelist?: unknown };
  const hosts = Array.isArray(before) ? (before as readonly unknown[]) : [];
  if (!hosts.includes(hostname)) document.set("unsafeHttpWhitelist", [...hosts, hostname]);
}
