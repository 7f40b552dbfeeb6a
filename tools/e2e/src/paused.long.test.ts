import { expect, test } from "@jest/globals";
import { execa } from "execa";
import { cloneOf, packagesOf, snapshotOf, useTempFolders } from "@convoy/testkit";
import { worldOf } from "./world.ts";

useTempFolders();

const PACKAGES = packagesOf("codec@1.2.0 <- http <- app");
const ALL = Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const]));

/** Loaded into a run, it makes that believe that it is on another machine. */
const ELSEWHERE = `--import=data:text/javascript,${encodeURIComponent(
  'import os from "node:os"; import { syncBuiltinESMExports } from "node:module"; os.hostname = () => "elsewhere"; syncBuiltinESMExports();',
)}`;

test.each(["staged", "direct"] as const)(
  "F32: a holder of a %s release that is paused while another machine takes the release back commits nothing, and leaves nothing",
  async (strategy) => {
    const world = await worldOf(
      { packages: PACKAGES, changesets: [{ id: "second", releases: ALL }] },
      { strategy },
    );
    expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
    const before = await world.everything();
    const there = { cwd: (await cloneOf(world.workspace)).root, env: { NODE_OPTIONS: ELSEWHERE } };

    const when = ({ kind }: { readonly kind?: string }): boolean => kind === "package-began";
    const paused = world.convoy(["release", "--json"], { signalAfter: { when, signal: "SIGSTOP" } });
    const { id, pid } = await untilStopped(
      async () => (await world.convoy(["status", "--json"], there)).last,
    );
    const taken = await world.convoy(["rollback", id, "--json"], there);
    expect(taken).toMatchObject({ exitCode: 0, last: { outcome: "rolled-back" } });
    process.kill(pid, "SIGCONT");

    const { exitCode, last } = await paused;
    expect({ exitCode, outcome: last?.["outcome"] }).toEqual({ exitCode: 1, outcome: "rolled-back" });
    const after = await world.everything();
    expect([after.channel, after.stage]).toEqual([before.channel, before.stage]);
    expect((await snapshotOf(world.workspace)).remoteRefs).toEqual(before.repository.remoteRefs);
  },
);

/** The release and its process, once that stands still. */
async function untilStopped(
  status: () => Promise<unknown>,
): Promise<{ readonly id: string; readonly pid: number }> {
  for (;;) {
    const { releases } = (await status()) as { releases: readonly { id: string; holder: string | null }[] };
    const running = releases.find(({ holder }) => holder !== null);
    const pid = Number(/^process (\d+) /.exec(running?.holder ?? "")?.[1]);
    if (running === undefined || Number.isNaN(pid)) continue;
    const { stdout } = await execa("ps", ["-o", "state=", "-p", String(pid)], { reject: false });
    if (stdout.startsWith("T")) return { id: running.id, pid };
  }
}
