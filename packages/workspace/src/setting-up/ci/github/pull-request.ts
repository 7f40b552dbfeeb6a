import type { CiRequest } from "../ci-request.ts";
import { assumeRole, CHECKOUT, install, NODE, pushing } from "./actions.ts";

/**
 * The check of each pull request, and a snapshot of those with the label `snapshot`. On `pull_request`, so that what a
 * fork brings along runs without a secret and without a right to write.
 */
export function pullRequestWorkflow(request: CiRequest): string {
  return `# Made by \`convoy init --ci github\`; docs/ci.md of Convoy says what each part is for.
name: Pull request
on:
  pull_request:
    types: [opened, synchronize, reopened, labeled]

permissions: {}

jobs:
  changesets:
    name: Changesets
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    concurrency: # a newer push replaces the check of the older one
      group: convoy-changesets-\${{ github.event.pull_request.number }}
      cancel-in-progress: true
    permissions:
      contents: read
      pull-requests: write # the comment; a fork has no such right, and then there is none
    steps:
${CHECKOUT}${NODE}${install(request.prepare)}      - name: Is there a changeset for what was changed
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
          GITHUB_TOKEN: \${{ github.token }}
        run: pnpm exec convoy check --since "$BASE" --comment
${request.target === "codeartifact" ? snapshotJob(request) : ""}`;
}

/** The name is a number of GitHub's own, never a title or the name of a branch. */
function snapshotJob({ region, prepare }: CiRequest): string {
  const step = pushing({
    name: "Publish the snapshot",
    run: 'convoy release --snapshot "pr-$NUMBER" --since "$BASE" --expires 14d --wait 900 --comment',
    env: {
      NUMBER: "${{ github.event.pull_request.number }}",
      BASE: "${{ github.event.pull_request.base.sha }}",
    },
  });
  return `
  # Builds the code of the branch beside a credential, so only for branches of this repository, and when somebody who
  # may set labels asks for it. Let its role do no more than publish; see docs/ci.md.
  snapshot:
    name: Snapshot
    if: >-
      contains(github.event.pull_request.labels.*.name, 'snapshot')
      && github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    concurrency: # what has begun is never cut short
      group: convoy-snapshot-\${{ github.event.pull_request.number }}
      cancel-in-progress: false
    environment: snapshot
    permissions:
      contents: write # the lock and the record of the release
      id-token: write # the role of AWS
      pull-requests: write # the comment that says how to install it
    steps:
${CHECKOUT}${NODE}${install(prepare)}${assumeRole("CONVOY_SNAPSHOT_ROLE", region)}${step}`;
}
