/** What a package manager is to know, so that it installs from a registry. */
export interface SignIn {
  /** With a slash at the end. */
  readonly registry: string;
  /** What an npmrc says to get in, such as `//host/path/:_authToken`; nothing where that is the user's matter. */
  readonly settings: Readonly<Record<string, string>>;
  /** With their `@`: their packages come from the registry. */
  readonly scopes: readonly string[];
  /** All other packages do, too. */
  readonly all: boolean;
}
