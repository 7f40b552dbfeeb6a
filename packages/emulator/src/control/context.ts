import type { Input } from "./members.ts";
import { notFound } from "../errors.ts";
import type { Answer } from "../exchange.ts";
import type { Format, PackageAddress, RepositoryAddress } from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** What a handler of the control plane works with. */
export interface Context {
  readonly world: World;
  /** From the signature. */
  readonly region: string;
  /** Scheme, host and port as the client addressed them. */
  readonly origin: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The members of a response's body, or a whole answer where the body is not JSON. */
export type Output = { readonly [member: string]: unknown } | RawOutput;

export interface RawOutput {
  readonly raw: Answer;
}

export type Handler = (input: Input, context: Context) => Output;

/** Domains of another account do not exist here. */
export function domainOf(input: Input): string {
  if (input.domainOwner !== undefined && input.domainOwner !== ACCOUNT) {
    throw notFound(
      `Domain not found. DomainId: ${input.domain}, owner: ${input.domainOwner}`,
      "domain",
      input.domain,
    );
  }
  return input.domain;
}

export function repositoryOf(input: Input): RepositoryAddress {
  return { domain: domainOf(input), repository: input.repository };
}

export function packageOf(input: Input): PackageAddress {
  return {
    domain: domainOf(input),
    repository: input.repository ?? input.sourceRepository,
    format: input.format as Format,
    namespace: input.namespace ?? null,
    name: input.package,
  };
}

/** Epoch milliseconds as the numbers of the wire: seconds. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
