import {
  cloneOf,
  commitAll,
  git,
  installWith,
  loadInstalled,
  packagesOf,
  startGithub,
  tempFolder,
  writeFiles,
  type Bump,
  type BuiltWorkspace,
  type ConvoyRun,
  type EmulatorRig,
  type FakeCodeHost,
} from "@convoy/testkit";
import { CHANNEL, worldOf, type World } from "./world.ts";

export const RELEASE_BRANCH = "convoy-release/main";

export interface Work {
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
  readonly from?: string;
}

/** A team with a repository on a code host, CI that runs each command in a clone of its own, and a registry. */
export class Team {
  readonly github: FakeCodeHost;
  readonly #world: World;

  private constructor(world: World, github: FakeCodeHost) {
    this.#world = world;
    this.github = github;
  }

  /** codec <- http <- app, at 1.2.0, which nobody has published yet. */
  static async start(): Promise<Team> {
    const world = await worldOf({ packages: packagesOf("codec@1.2.0 <- http@1.2.0 <- app@1.2.0") });
    return new Team(world, await startGithub({ origin: world.workspace.origin }));
  }

  get rig(): EmulatorRig {
    return this.#world.rig;
  }

  /** On main, by somebody with the right to. */
  async configure(config: object): Promise<void> {
    const text = JSON.stringify({ ...this.rig.config, ...config }, null, 2);
    await this.work("main", { message: "chore: convoy.json", files: { "convoy.json": text } });
  }

  /** Writes files on a branch, which is begun at main or at another ref, and pushes it. */
  async work(branch: string, { message, files, from = "origin/main" }: Work): Promise<void> {
    const clone = await this.#checkout(branch, from);
    await writeFiles(clone.root, files);
    await this.#push(clone, branch, message);
  }

  /** A changeset for one package, by `convoy change`, in a commit on a branch. */
  async change(branch: string, [bump, name]: readonly [Bump, string], text: string): Promise<void> {
    const clone = await this.#checkout(branch, "origin/main");
    await this.#run(clone, ["change", `--${bump}`, name, "--message", text]);
    await this.#push(clone, branch, `chore: ${text}`);
  }

  /** Merges a branch into main, as the button of the host does. */
  async merge(branch: string): Promise<void> {
    const clone = await this.#checkout("main", "origin/main");
    await git(clone.root, ["merge", "--quiet", "--no-ff", "-m", `Merge ${branch}`, `origin/${branch}`]);
    await git(clone.root, ["push", "--quiet", "origin", "main"]);
    for (const one of this.github.pullRequests.filter(({ head }) => head === branch)) one.state = "closed";
  }

  /** One command of CI, in a fresh clone of a branch. */
  async ci(branch: string, ...args: readonly string[]): Promise<ConvoyRun> {
    return this.#run(await this.#checkout(branch, `origin/${branch}`), [...args, "--json"]);
  }

  /** What a push to main starts. */
  pushToMain(): Promise<ConvoyRun> {
    return this.ci("main", "pr");
  }

  /** Merges the release pull request, and lets CI do the rest. */
  async release(): Promise<ConvoyRun> {
    await this.pushToMain();
    await this.merge(RELEASE_BRANCH);
    return this.pushToMain();
  }

  /** Version by dist-tag. */
  async distTags(name: string): Promise<Readonly<Record<string, string>>> {
    return (await this.rig.packument(CHANNEL, name))?.["dist-tags"] ?? {};
  }

  /** `name@version` of all that is loaded where somebody has installed these. */
  async install(deps: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const folder = await tempFolder("consumer");
    const registry = await this.rig.endpoint(CHANNEL);
    const { exitCode, output } = await installWith("npm", folder, {
      registry,
      token: await this.rig.token(),
      deps,
    });
    if (exitCode !== 0) throw new Error(output);
    return (await loadInstalled(folder, Object.keys(deps))).toSorted();
  }

  /** Subjects of the commits that a branch has and main has not, the newest first. */
  async ahead(branch: string): Promise<readonly string[]> {
    const log = await git(this.#world.workspace.origin, ["log", "--format=%s", `main..${branch}`]);
    return log.split("\n").filter((line) => line !== "");
  }

  async tags(): Promise<readonly string[]> {
    return (await git(this.#world.workspace.origin, ["tag", "--list"]))
      .split("\n")
      .filter((tag) => tag !== "");
  }

  async #checkout(branch: string, from: string): Promise<BuiltWorkspace> {
    const clone = await cloneOf(this.#world.workspace);
    const there = await git(clone.root, ["ls-remote", "--heads", "origin", branch]);
    await git(clone.root, ["checkout", "--quiet", "-B", branch, there === "" ? from : `origin/${branch}`]);
    return clone;
  }

  async #push(clone: BuiltWorkspace, branch: string, message: string): Promise<void> {
    await commitAll(clone, message);
    await git(clone.root, ["push", "--quiet", "origin", `HEAD:refs/heads/${branch}`]);
  }

  #run({ root }: BuiltWorkspace, args: readonly string[]): Promise<ConvoyRun> {
    return this.#world.convoy(args, { cwd: root, env: this.github.env });
  }
}
