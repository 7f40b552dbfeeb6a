import {
  BareRepository,
  buildWorkspace,
  git,
  packagesOf,
  startGithub,
  type FakeCodeHost,
} from "@convoy/testkit";
import { forgeOn } from "../forge.fixture.ts";
import type { Forge } from "../forge.ts";
import type { Proposal, Proposed } from "./propose.ts";

export const BRANCH = "convoy-release/main";

/** A code host with one package, and what may be proposed there. */
export interface World {
  readonly forge: Forge;
  readonly github: FakeCodeHost;
  readonly inOrigin: (...args: readonly string[]) => Promise<string>;
  /** Has the base move on, and answers its new commit. */
  readonly moveMain: () => Promise<string>;
  /** A commit with this text in its one changed file, on top of the base. */
  readonly proposal: (text?: string) => Promise<Proposal>;
}

export async function world(): Promise<World> {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const github = await startGithub({ origin });
  const inOrigin = (...args: readonly string[]): Promise<string> => git(origin, args);
  return {
    forge: await forgeOn(github),
    github,
    inOrigin,
    async moveMain() {
      const moved = await inOrigin("commit-tree", "main^{tree}", "-p", "main", "-m", "feat: more");
      await inOrigin("update-ref", "refs/heads/main", moved);
      return moved;
    },
    async proposal(text = "1.1.0\n") {
      const commit = await inOrigin("rev-parse", "main");
      return {
        base: { branch: "main", commit },
        branch: BRANCH,
        message: "chore: release 1 package",
        files: [{ path: "packages/codec/VERSION", mode: "100644", isNew: true, text }],
        tree: await treeWith(origin, text),
        title: `Release ${text.trim()}`,
        part: () => `Plan of ${text.trim()}.`,
      };
    },
  };
}

/** The tree that the one file makes of main. */
async function treeWith(origin: string, text: string): Promise<string> {
  const repository = new BareRepository(origin);
  return repository.makeTree("main", [{ path: "packages/codec/VERSION", mode: "100644", content: text }]);
}

/** Fails a test whose proposal came too late. */
export function expectDone(proposed: Proposed): Exclude<Proposed, { kind: "outdated" }> {
  if (proposed.kind === "outdated") throw new Error("the proposal was outdated");
  return proposed;
}
