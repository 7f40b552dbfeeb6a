import type { BareRepository } from "./bare-repository.ts";
import type { HostState } from "./host-state.ts";

/** What an operation is asked with, checked by the description already. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  /** What differs from the example of the description; of a list, in each of its items. */
  readonly with: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Behind {
  readonly repository: BareRepository;
  readonly state: HostState;
  /** Whether the token is that of an app, whose commits the host signs. */
  readonly signs: boolean;
}

export type Route = (asked: Asked, behind: Behind) => Promise<Answer> | Answer;

/** By the name of the operation in the description. */
export type Routes = Readonly<Record<string, Route>>;
