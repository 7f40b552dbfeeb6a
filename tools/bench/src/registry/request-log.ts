/** A request that the registry answered. Times are milliseconds on the registry's monotonic clock. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** The package that was asked for; null for what concerns none. */
  readonly name: string | null;
  /** The version that a publish brought. */
  readonly version: string | null;
  readonly status: number;
  readonly startedAt: number;
  /** When the change could be seen by others. */
  readonly effectAt: number;
  readonly endedAt: number;
}

/** What the registry process is told when it is forked. */
export interface RegistrySettings {
  /** Milliseconds a request, half of them before it takes effect and half after. */
  readonly latencyMs: number;
  readonly token: string;
}
