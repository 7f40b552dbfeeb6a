/** The package managers that packages are installed with. Of Yarn, 2 and newer. */
export const INSTALL_CLIENTS = ["npm", "pnpm", "yarn"] as const;

export type InstallClient = (typeof INSTALL_CLIENTS)[number];

/** A registry to an npm client. */
export interface InstallFrom {
  /** With a slash at the end. Everything is installed from here, public dependencies too. */
  readonly registry: string;
  /** What an npmrc says to get in, such as `//host/path/:_authToken`. Every value counts as a secret. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A version as a lock file has it. */
export interface LockedVersion {
  readonly name: string;
  readonly version: string;
  /** `sha512-` and base64; absent where the lock file does not tell, as that of Yarn. */
  readonly integrity?: string;
}

/** A consumer's project and its own home folder, where a client finds what it must. */
export interface Consumer {
  readonly project: string;
  readonly home: string;
}

/** How one package manager is made to install from one registry and nothing else. */
export interface ClientRecipe {
  /** The first major version that understands this. An older one would do something else, with the secrets at hand. */
  readonly since?: number;
  /** The program and its arguments. */
  readonly command: (consumer: Consumer) => readonly [string, ...string[]];
  /** Settings files by path. A secret is named in them as `${NAME}`, of `secretNames`, and never written. */
  readonly files: (from: InstallFrom, consumer: Consumer) => Readonly<Record<string, string>>;
  /** For the child, besides what every child sees. */
  readonly env: Readonly<Record<string, string>>;
  readonly lockFile: string;
  readonly locked: (lockFile: string) => readonly LockedVersion[];
  /** What its output says went wrong. */
  readonly complaints: (output: string) => readonly string[];
}

/** npm and pnpm wait a minute and more for a registry that does not answer; somebody waits for us. */
export const RETRY_TIMES = { "fetch-retry-mintimeout": 1_000, "fetch-retry-maxtimeout": 5_000 } as const;

/** The names of the variables through which a client receives the values of the settings. */
export function secretNames(settings: InstallFrom["settings"]): ReadonlyMap<string, string> {
  return new Map(Object.keys(settings).map((key, at) => [key, `CONVOY_REGISTRY_SETTING_${at}`]));
}

/** A user's npmrc that installs all from the registry. */
export function npmrcOf({ registry, settings }: InstallFrom): string {
  const lines = [...secretNames(settings)].map(([key, variable]) => `${key}=\${${variable}}`);
  const retries = Object.entries(RETRY_TIMES).map(([key, ms]) => `${key}=${ms}`);
  return [`registry=${registry}`, ...retries, ...lines, ""].join("\n");
}

/** The records of an output that is JSON lines, where lines of something else are let through as nothing. */
export function jsonLines(output: string): readonly Readonly<Record<string, unknown>>[] {
  return output.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      return [JSON.parse(line) as Record<string, unknown>];
    } catch {
      return [];
    }
  });
}
