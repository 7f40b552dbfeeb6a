import { expect, test } from "@jest/globals";
import type { Project } from "../wiring/project.ts";
import { showReleases } from "./show-releases.ts";

test("a defect in showing a release is a note, because the release has arrived", async () => {
  const project = {
    config: { hostReleases: "packages" },
    host: { env: {} },
    git: { remoteUrl: () => Promise.reject(new TypeError("a defect")) },
    // All that is asked before the defect.
  } as unknown as Project;
  expect(await showReleases(project)).toEqual([
    expect.stringContaining("the next run tries again: a defect."),
  ]);
});
