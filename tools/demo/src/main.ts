import { isDeepStrictEqual } from "node:util";
import process from "node:process";
import {
  addChangeset,
  buildWorkspace,
  cleanUp,
  commitAll,
  git,
  installWith,
  loadInstalled,
  push,
  runConvoy,
  snapshotOf,
  spawnEmulator,
  tempFolder,
  writeFiles,
  type BuiltWorkspace,
  type ConvoyRun,
  type EmulatorRig,
} from "@convoy/testkit";
import { monorepo } from "./monorepo.ts";
import { chapter, prove, show } from "./stage.ts";

const CHANNEL = "npm-releases";

async function demo(): Promise<void> {
  chapter("A monorepo of 12 packages, and CodeArtifact on this machine");
  const [workspace, { rig, pid }] = await Promise.all([buildWorkspace(monorepo()), spawnEmulator()]);
  await writeFiles(workspace.root, { "convoy.json": `${JSON.stringify(rig.config, null, 2)}\n` });
  await commitAll(workspace, "chore: convoy.json");
  await push(workspace);
  show("convoy emulator", `CodeArtifact emulator on ${rig.url}  (process ${pid})`);

  chapter("A release arrives");
  await convoy(workspace, rig, ["plan"]);
  const arrived = await convoy(workspace, rig, ["release"]);
  prove("`convoy release` exits 0", arrived.exitCode === 0, arrived.stderr);
  await proveArrived(workspace, rig, "@acme/sdk");
  await consume(rig);

  chapter("A release fails in the middle, and leaves no trace");
  await addChangeset(workspace, {
    id: "new-wings-grow",
    releases: { "@acme/codec": "minor", "@acme/clock": "patch" },
  });
  await addChangeset(workspace, {
    id: "old-roots-hold",
    releases: { "@acme/http": "major", "@acme/jobs": "patch" },
  });
  await commitAll(workspace, "feat: more of everything");
  await push(workspace);
  const before = await everything(workspace, rig);
  await rig.faults([refuses("@acme/http")]);
  process.stdout.write("  The registry refuses @acme/http from now on.\n");
  const failed = await convoy(workspace, rig, ["release"]);
  prove("`convoy release` exits 1", failed.exitCode === 1, failed.stdout + failed.stderr);
  const after = await everything(workspace, rig);
  for (const part of PARTS)
    prove(`${part.claim} as before`, isDeepStrictEqual(part.of(after), part.of(before)));

  chapter("The fault is gone, and the same release arrives");
  await rig.faults([]);
  const again = await convoy(workspace, rig, ["release"]);
  prove("`convoy release` exits 0", again.exitCode === 0, again.stdout + again.stderr);
  await proveArrived(workspace, rig, "@acme/http");
  await consume(rig);
}

async function convoy(
  { root }: BuiltWorkspace,
  rig: EmulatorRig,
  args: readonly string[],
): Promise<ConvoyRun> {
  const run = await runConvoy(args, { cwd: root, env: rig.env });
  show(`convoy ${args.join(" ")}`, run.stdout + run.stderr);
  return run;
}

function refuses(name: string): Parameters<EmulatorRig["faults"]>[0][number] {
  return { match: { operation: "PublishVersion", package: name }, times: 1_000_000, do: "status:400" };
}

/** The version in the manifest is what consumers get, its tag stands on the remote, and the tree is clean. */
async function proveArrived({ root, origin }: BuiltWorkspace, rig: EmulatorRig, name: string): Promise<void> {
  const dir = `packages/${name.split("/")[1]}`;
  const { version } = JSON.parse(await git(root, ["show", `HEAD:${dir}/package.json`])) as {
    version: string;
  };
  const packument = await rig.packument(CHANNEL, name);
  prove(`${name} ${version} is in the channel, as latest`, packument?.["dist-tags"]["latest"] === version);
  const [here, there, tagged] = await Promise.all([
    git(root, ["rev-parse", "HEAD"]),
    git(origin, ["rev-parse", "main"]),
    git(origin, ["rev-parse", `${name}@${version}^{commit}`]),
  ]);
  prove("the release commit is on the remote, and the tag names it", here === there && tagged === there);
  prove("the working tree is clean", (await git(root, ["status", "--porcelain"])) === "");
}

/** Installs with pnpm in another folder, and runs the code of three packages. */
async function consume(rig: EmulatorRig): Promise<void> {
  const folder = await tempFolder("consumer");
  const names = ["@acme/api", "@acme/jobs", "@acme/sdk"];
  const deps = Object.fromEntries(names.map((name) => [name, "latest"]));
  const registry = await rig.endpoint(CHANNEL);
  const installed = await installWith("pnpm", folder, { registry, token: await rig.token(), deps });
  prove(
    "a consumer installs @acme/api, @acme/jobs and @acme/sdk with pnpm",
    installed.exitCode === 0,
    installed.output,
  );
  const loaded = await loadInstalled(folder, names);
  prove(
    `and runs them: ${loaded.length} packages loaded, each once`,
    new Set(loaded.map(nameOf)).size === loaded.length,
  );
}

function nameOf(text: string): string {
  return text.slice(0, text.lastIndexOf("@"));
}

type Everything = Awaited<ReturnType<typeof everything>>;

/** All that a release could leave behind. */
async function everything(
  workspace: BuiltWorkspace,
  rig: EmulatorRig,
): Promise<{
  readonly channel: Awaited<ReturnType<EmulatorRig["snapshotOf"]>>;
  readonly repository: Awaited<ReturnType<typeof snapshotOf>>;
}> {
  const [channel, repository] = await Promise.all([rig.snapshotOf(CHANNEL), snapshotOf(workspace)]);
  return { channel, repository };
}

const PARTS: readonly { readonly claim: string; readonly of: (all: Everything) => unknown }[] = [
  { claim: "the channel (versions, hashes, dist-tags) is", of: ({ channel }) => channel },
  { claim: "the refs of the remote are", of: ({ repository }) => repository.remoteRefs },
  {
    claim: "the refs of this clone, HEAD and the branch are",
    of: ({ repository: { localRefs, head, branch } }) => [localRefs, head, branch],
  },
  { claim: "the index is", of: ({ repository }) => repository.index },
  {
    claim: "the files of the working tree are",
    of: ({ repository }) => [repository.files, repository.status],
  },
];

try {
  await demo();
} finally {
  await cleanUp();
}
