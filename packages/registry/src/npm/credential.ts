import type { Fault } from "../replies/fault.ts";

/** A credential in the form that the npm libraries take. */
export interface Credential {
  /** `//host/path/:_authToken` and the like, for the registry alone. */
  readonly options: Readonly<Record<string, string>>;
  /** What must never show in a message. */
  readonly secrets: readonly string[];
}

/** Whether there is nothing to send. */
export function isNone({ options }: Credential): boolean {
  return Object.keys(options).length === 0;
}

export interface CredentialSource {
  /** Makes sure that there is a credential with life in it, or says why there is none. */
  ready(): Promise<Fault | undefined>;
  current(): Credential;
  /** The registry did not accept it. Answers whether another can be had. */
  refuse(credential: Credential): boolean;
}

/** The prefix under which npm keeps the settings of one registry. */
export function nerfDart(registry: URL): string {
  return `//${registry.host}${registry.pathname}`;
}
