import type { Clock } from "../limits/clock.ts";
import type { Credential, CredentialSource } from "../npm/credential.ts";
import type { Answer, Fault } from "../replies/fault.ts";

export interface Token {
  readonly text: string;
  readonly lifeMs: number;
}

interface HeldToken {
  readonly text: string;
  /** Monotonic: from here on a new one is asked for. */
  readonly staleAt: number;
}

const LONGEST_MARGIN_MS = 60_000;

/** One token for all workers, in memory only, replaced before it ends and when the registry refuses it. */
export class TokenSource {
  readonly #ask: () => Promise<Answer<Token>>;
  readonly #clock: Clock;
  #held: HeldToken | undefined;
  #asking: Promise<Fault | undefined> | undefined;

  constructor(ask: () => Promise<Answer<Token>>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Workers that need a token at the same time wait for the same call. */
  async ready(): Promise<Fault | undefined> {
    if (this.#held !== undefined && this.#clock.now() < this.#held.staleAt) return undefined;
    this.#asking ??= this.#renew().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  forget(): void {
    this.#held = undefined;
  }

  /** This source for one registry: `dart` is the prefix of its npm settings. */
  for(dart: string): CredentialSource {
    return {
      ready: () => this.ready(),
      current: () => credentialOf(dart, this.#held?.text),
      refuse: (credential) => {
        if (credential.secrets[0] === this.#held?.text) this.forget();
        return true;
      },
    };
  }

  async #renew(): Promise<Fault | undefined> {
    const askedAt = this.#clock.now();
    const answer = await this.#ask();
    if (answer.kind !== "answered") return answer;
    const { text, lifeMs } = answer.value;
    this.#held = { text, staleAt: askedAt + lifeMs - Math.min(LONGEST_MARGIN_MS, lifeMs / 5) };
    return undefined;
  }
}

function credentialOf(dart: string, text: string | undefined): Credential {
  if (text === undefined) return { options: {}, secrets: [] };
  return { options: { [`${dart}:_authToken`]: text }, secrets: [text] };
}
