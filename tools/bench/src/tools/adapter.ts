/** A fresh copy of the workspace, and the registry that its packages go to. */
export interface Stand {
  /** The clone to publish from, on branch main, clean and pushed. */
  readonly root: string;
  /** A new home folder. */
  readonly home: string;
  /** With a trailing slash. */
  readonly registry: string;
  readonly token: string;
}

/** A release tool in this benchmark. To add one, write one of these and name it in `adapters.ts`. */
export interface ToolAdapter {
  readonly name: string;
  /** Makes the copy ready, untimed: settings, credentials, a commit where the tool wants a clean tree. */
  prepare(stand: Stand): Promise<void>;
  /** The command that applies the changesets. What it writes is committed and pushed. Null: the manifests stay as they are. */
  readonly version: readonly string[] | null;
  /** The command that publishes everything that the registry lacks. */
  readonly publish: readonly string[];
  /** On top of an environment that holds nothing of the user. */
  env(stand: Stand): Readonly<Record<string, string>>;
}
