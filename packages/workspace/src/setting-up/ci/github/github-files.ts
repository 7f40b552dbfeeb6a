import type { CiFiles, CiRequest } from "../ci-request.ts";
import { pruneWorkflow } from "./prune.ts";
import { pullRequestWorkflow } from "./pull-request.ts";
import { releaseWorkflow } from "./release.ts";

const DEPENDABOT = `# Keeps the actions of the workflows, which are pinned by commit, up to date.
version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
    cooldown:
      default-days: 7
    groups:
      actions:
        patterns: ["*"]
`;

/** The workflows of GitHub Actions. */
export function githubFiles(request: CiRequest): CiFiles {
  return new Map([
    [".github/workflows/release.yml", releaseWorkflow(request)],
    [".github/workflows/pull-request.yml", pullRequestWorkflow(request)],
    ...(request.target === "codeartifact"
      ? ([[".github/workflows/prune.yml", pruneWorkflow(request)]] as const)
      : []),
    [".github/dependabot.yml", DEPENDABOT],
  ]);
}
