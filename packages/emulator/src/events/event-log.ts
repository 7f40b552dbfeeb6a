/** As EventBridge delivers it. */
export interface VersionEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": "CodeArtifact Package Version State Change";
  readonly source: "aws.codeartifact";
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

const KEPT = 10_000;

/** The newest events, in order, for whoever asks and for whoever listens. */
export class EventLog {
  #events: VersionEvent[] = [];
  readonly #listeners: Set<(event: VersionEvent) => void> = new Set();

  emit(event: VersionEvent): void {
    if (this.#events.length >= KEPT) this.#events = this.#events.slice(KEPT / 10);
    this.#events.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  list(): readonly VersionEvent[] {
    return this.#events;
  }

  /** Answers what ends the listening. */
  listen(listener: (event: VersionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#events = [];
  }
}
