import {
  git,
  startGithub,
  type BuiltWorkspace,
  type FakeCodeHost,
  type GithubOptions,
} from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

/** A workspace on a code host, and `convoy` in a CI run of it. */
export interface HostedWorld {
  readonly workspace: BuiltWorkspace;
  readonly github: FakeCodeHost;
  /** That of the CI run. */
  readonly env: NodeJS.ProcessEnv;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
}

export const BRANCH = "convoy-release/main";

export async function hostedWorld(
  spec: Parameters<typeof workspaceOf>[0] = {},
  options: Partial<GithubOptions> = {},
): Promise<HostedWorld> {
  const workspace = await workspaceOf(spec);
  const github = await startGithub({ origin: workspace.origin, ...options });
  const { root } = workspace;
  const env = { PATH: process.env["PATH"], HOME: root, GIT_CONFIG_GLOBAL: "/dev/null", ...github.env };
  return { workspace, github, env, run: (...args) => convoy(root, args, { env }) };
}

/** Lines of git in the bare repository behind the host. */
export function onHost({ workspace }: HostedWorld, ...args: readonly string[]): Promise<string> {
  return git(workspace.origin, args);
}
