/** What the workflows have to know of the workspace. */
export interface CiRequest {
  /** The branch that releases are made from. */
  readonly baseBranch: string;
  readonly target: "codeartifact" | "npm";
  /** The AWS region; of no account for a plain registry. */
  readonly region: string;
  /** The command that builds everything that is to be packed. */
  readonly build: string;
  /** Commands after the install that make `convoy` runnable. None where it is a dependency like any other. */
  readonly prepare?: readonly string[];
}

/** Path to content. */
export type CiFiles = ReadonlyMap<string, string>;

/** What builds a workspace, where nobody says otherwise. */
export function usualBuild(nx: boolean): string {
  return nx ? "pnpm exec nx run-many --target build" : "pnpm --recursive --if-present run build";
}
