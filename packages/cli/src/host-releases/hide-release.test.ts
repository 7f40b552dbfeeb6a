import { expect, test } from "@jest/globals";
import type { JournalEntry } from "@convoy/engine";
import { useTempFolders, writeFiles } from "@convoy/testkit";
import type { Host } from "../host.ts";
import { hostedWorld, type HostedWorld } from "../verbs/pr.fixture.ts";
import { CONFIG, leaveUnfinished, UNFINISHED } from "../verbs/world.fixture.ts";
import { openProject } from "../wiring/project.ts";
import { showReleases } from "./show-releases.ts";

useTempFolders();

const TAG = "@acme/codec@1.1.0";

/** A release of codec 1.1.0 that came to these ends, and what the host shows beside its tag, which is gone. */
async function worldWhere(outcomes: readonly ("done" | "rolled-back")[]): Promise<HostedWorld> {
  const world = await hostedWorld();
  const config = { ...(JSON.parse(CONFIG) as object), hostReleases: "packages" };
  await writeFiles(world.workspace.root, { "convoy.json": JSON.stringify(config) });
  await leaveUnfinished(world.workspace, outcomes.map(endedWith));
  const shown = { title: TAG, notes: "n", prerelease: false, latest: true, draft: false };
  world.github.releases.push({ id: 1, tag: TAG, tagged: "b".repeat(40), commit: "c0ffee", ...shown });
  return world;
}

function endedWith(outcome: "done" | "rolled-back"): JournalEntry {
  const counted = { requests: 0, durationMs: 0 };
  return {
    kind: "ended",
    report: { id: UNFINISHED, outcome, packages: [], tags: [], commit: null, ...counted },
  };
}

/** What a run has to say of the host after its end. */
async function nextRun({ workspace, env }: HostedWorld): Promise<readonly string[]> {
  // All that is asked of the machine.
  const host = { cwd: workspace.root, env } as Host;
  return showReleases(await openProject(host, { cwd: "." }));
}

test("a host that refuses to hide what was taken back is a note, and the next run makes up for it", async () => {
  const world = await worldWhere(["done", "rolled-back"]);
  world.github.around = async (operation, proceed) =>
    operation.startsWith("DELETE ")
      ? Response.json({ message: "Resource not accessible by integration" }, { status: 403 })
      : proceed();
  expect(await nextRun(world)).toEqual([
    expect.stringMatching(
      /^the code host does not show the releases as they are, and the next run tries again: remove the release of @acme\/codec@1\.1\.0 .*`contents: write`/,
    ),
  ]);

  world.github.around = (_operation, proceed) => proceed();
  expect(await nextRun(world)).toEqual([`no longer shown on the code host: ${TAG}`]);
  expect(world.github.releases).toEqual([]);
});

test("for a release that was taken back before it was done, the host is asked nothing", async () => {
  const world = await worldWhere(["rolled-back"]);
  expect(await nextRun(world)).toEqual([]);
  expect(world.github.asked).toEqual([]);
});
