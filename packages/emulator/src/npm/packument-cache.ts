/** A packument as it goes over the wire. */
export interface PackumentBody {
  /** State of all that it was made from. */
  readonly stamp: string;
  readonly text: Buffer;
  readonly etag: string;
  /** Made when it is first asked for. */
  gzip?: Buffer;
}

const MOST_BYTES = 64 * 1024 ** 2;

/** The packuments that were read last: making one costs far more than sending it. */
export class PackumentCache {
  readonly #bodies: Map<string, PackumentBody> = new Map();
  #bytes = 0;

  /** Undefined when the packument was made from another state. */
  get(key: string, stamp: string): PackumentBody | undefined {
    const body = this.#bodies.get(key);
    return body?.stamp === stamp ? body : undefined;
  }

  set(key: string, body: PackumentBody): void {
    this.#drop(key);
    this.#bodies.set(key, body);
    this.#bytes += body.text.length;
    for (const oldest of this.#bodies.keys()) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const body = this.#bodies.get(key);
    if (body === undefined) return;
    this.#bodies.delete(key);
    this.#bytes -= body.text.length;
  }
}
