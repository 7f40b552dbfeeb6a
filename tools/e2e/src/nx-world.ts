import {
  commitAll,
  isolatedEnv,
  packagesOf,
  push,
  tempFolder,
  writeFiles,
  type EmulatorRequest,
  type WorkspaceSpec,
} from "@convoy/testkit";
import { execa } from "execa";
import { installNx, nxBin, type NxVersion } from "./nx-install.ts";
import { worldOf, type Strategy, type World } from "./world.ts";

export interface NxWorldOptions {
  readonly nx?: NxVersion;
  /** Whether @nx/js is installed, which then writes the versions and infers the targets. */
  readonly js?: boolean;
  readonly strategy?: Strategy;
  readonly daemon?: boolean;
  /** `release` of nx.json, beside the groups. */
  readonly release?: object;
  readonly nxJson?: object;
  readonly spec?: Partial<WorkspaceSpec>;
}

export interface NxRun {
  readonly exitCode: number | null;
  /** What Nx printed, on both streams. */
  readonly output: string;
}

/** A workspace of Nx with Convoy as its plugin, and the CodeArtifact that it releases to. */
export interface NxWorld extends World {
  readonly nx: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<NxRun>;
  /** The same, while it runs. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): RunningNx;
  /** The uploads, in the order in which they began. */
  uploads(): Promise<readonly string[]>;
  /** The requests that change something. */
  writes(): Promise<readonly EmulatorRequest[]>;
}

export interface RunningNx {
  readonly ended: Promise<NxRun>;
  kill(signal: NodeJS.Signals): void;
}

const PACKAGES = packagesOf("a <- b <- c, d, c <- e, f");

/** Two groups, of which the second depends on the first. */
const GROUPS = {
  core: { projects: ["@acme/a", "@acme/b", "@acme/c", "@acme/d"] },
  apps: { projects: ["@acme/e", "@acme/f"] },
};

export async function nxWorldOf(options: NxWorldOptions = {}): Promise<NxWorld> {
  const { nx = "24", strategy, daemon = false } = options;
  // Nx 22 cannot read a lock file that names no package of the outside.
  const install = nx === "22" ? "nothing" : "links";
  const spec = { packages: PACKAGES, nx: "not-installed", install, ...options.spec } as const;
  const world = await worldOf(spec, strategy === undefined ? {} : { strategy });
  const { root } = world.workspace;
  const home = await tempFolder("home");
  await installNx(root, nx, options.js === true);
  await writeFiles(root, { "nx.json": JSON.stringify(nxJsonOf(options), null, 2) });
  await commitAll(world.workspace, "chore: nx.json");
  await push(world.workspace);
  const env = { ...isolatedEnv(home), NX_DAEMON: String(daemon), ...GIT_OF_NOBODY, ...world.rig.env };
  const start = starterOf(await nxBin(nx), root, env);
  const requests = world.rig.requests.bind(world.rig);
  return {
    ...world,
    start,
    nx: (args, more) => start(args, more).ended,
    uploads: async () =>
      (await requests())
        .filter(({ operation }) => operation === "PublishVersion")
        .map((one) => `${one.package}`),
    writes: async () => (await requests()).filter(({ operation }) => CHANGING.test(operation)),
  };
}

const CHANGING = /^(Publish|Copy|Put|Delete|Dispose|Update|Deprecate)/;

function starterOf(bin: string, cwd: string, env: Readonly<Record<string, string>>): NxWorld["start"] {
  return (args, more = {}) => {
    const child = execa(process.execPath, [bin, ...args], {
      cwd,
      env: { ...env, ...more },
      extendEnv: false,
      reject: false,
      all: true,
      stdin: "ignore",
      timeout: 240_000,
    });
    return {
      ended: child.then(({ exitCode, all }) => ({ exitCode: exitCode ?? null, output: all })),
      kill: (signal) => void child.kill(signal),
    };
  };
}

const GIT_OF_NOBODY = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };

function nxJsonOf({ js = false, release, nxJson }: NxWorldOptions): object {
  return {
    analytics: false,
    neverConnectToCloud: true,
    defaultBase: "main",
    tui: { enabled: false },
    plugins: ["@convoy/nx"],
    targetDefaults: { "nx-release-publish": { executor: "@convoy/nx:publish" } },
    release: {
      projectsRelationship: "independent",
      groups: GROUPS,
      releaseTag: { pattern: "{projectName}@{version}" },
      changelog: { projectChangelogs: true },
      ...(js ? {} : { version: { versionActions: "@convoy/nx/version-actions" } }),
      ...release,
    },
    ...nxJson,
  };
}
