/** How hard Convoy may press one registry. Every number is a setting; the defaults fit CodeArtifact's default quotas. */
export interface Limits {
  /** Uploads and other writes at a time. */
  readonly upload: number;
  /** Copies from the stage into the channel at a time. */
  readonly copy: number;
  readonly read: number;
  /** Uploads, copies and other writes together. */
  readonly writesPerSecond: number;
  /** Milliseconds until an attempt without an answer is given up. An upload gets more, by its size. */
  readonly attemptMs: number;
  /** Milliseconds that one operation may take with all its retries and waits. */
  readonly totalMs: number;
  /** Attempts of a read that fails for a passing reason. Waiting because the registry asks for it is not counted. */
  readonly attempts: number;
}

export const DEFAULT_LIMITS: Limits = {
  upload: 8,
  copy: 4,
  read: 32,
  writesPerSecond: 80,
  attemptMs: 60_000,
  totalMs: 300_000,
  attempts: 5,
};

/** Proxies as `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name them. Without it none is used. */
export interface ProxySettings {
  readonly http?: string;
  readonly https?: string;
  readonly except?: string;
}

/** Whether a new scoped package is for everybody; `publishConfig.access` of its manifest goes before. */
export type Access = "public" | "restricted";

export interface CodeArtifactSettings {
  readonly type: "codeartifact";
  readonly domain: string;
  /** The account that owns the domain, 12 digits; the caller's own where it is missing. */
  readonly domainOwner?: string;
  readonly region: string;
  /** The channel. */
  readonly repository: string;
  /** The stage. Without it releases go straight into the channel. */
  readonly staging?: string;
  /** Instead of the one that the AWS configuration names. */
  readonly endpoint?: string;
  /** Instead of those that the AWS configuration has. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly limits: Limits;
  /** The life that authorization tokens are asked for: 900 to 43200, or 0 for the rest of the role's session. */
  readonly tokenSeconds: number;
  readonly proxy?: ProxySettings;
}

export interface NpmSettings {
  readonly type: "npm";
  /** An http or https URL. */
  readonly registry: string;
  /** The user's npmrc, as `readUserNpmrc` reads it. Only what it says for this registry is used. */
  readonly npmrc: Readonly<Record<string, string>>;
  /** A token for this registry, for when the npmrc has none. */
  readonly token?: string;
  readonly access?: Access;
  readonly limits: Limits;
  readonly proxy?: ProxySettings;
}

export type TargetSettings = CodeArtifactSettings | NpmSettings;

/** The default of `tokenSeconds`: minutes, because a token cannot be revoked. */
export const DEFAULT_TOKEN_SECONDS = 900;
