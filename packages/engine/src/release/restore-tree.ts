import type { Run } from "./run.ts";

/** The files that the version step wrote, back to what they were. An edit made since is kept, and named. */
export async function restoreTree(run: Run): Promise<void> {
  const { versioning, changes, opening } = run.record;
  if (versioning === null) return;
  await run.begin({ act: "restore" });
  const paths = changes?.map(({ path }) => path) ?? versioning;
  const kept = await run.ports.tree.restore(opening.start.base, paths, changes);
  if (kept.length === 0) return;
  run.ports.emit({
    kind: "noted",
    note: {
      code: "EDITED_SINCE",
      message: `left alone, because they were edited after the release wrote them: ${kept.join(", ")}`,
      hint: "Look at them with `git diff`.",
    },
  });
}
