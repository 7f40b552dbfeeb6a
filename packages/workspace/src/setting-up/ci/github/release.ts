import type { CiRequest } from "../ci-request.ts";
import { assumeRole, CHECKOUT, DOWNLOAD, install, NODE, pushing, UPLOAD } from "./actions.ts";

/** The release pull request, and once it is merged: pack without a credential, publish without foreign code. */
export function releaseWorkflow(request: CiRequest): string {
  return `# Made by \`convoy init --ci github\`; docs/ci.md of Convoy says what each part is for.
name: Release
on:
  push:
    branches: [${request.baseBranch}]
  workflow_dispatch:

# Every job gets what it asks for below, and nothing else.
permissions: {}

jobs:
  pull-request:
    name: Release pull request
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    concurrency: # of those that wait, the newest does the work of all
      group: convoy-pull-request-\${{ github.ref }}
      cancel-in-progress: false
    permissions:
      contents: write # the branch of the pull request
      pull-requests: write
    outputs:
      waiting: \${{ steps.plan.outputs.waiting }}
    steps:
${CHECKOUT}${NODE}${install(request.prepare)}${pushing({ name: "Open or update it", run: "convoy pr --no-publish" })}      - name: How many packages wait for a release
        id: plan
        run: |
          pnpm exec convoy plan --json > "$RUNNER_TEMP/plan.json"
          echo "waiting=$(jq '.releases | length' "$RUNNER_TEMP/plan.json")" >> "$GITHUB_OUTPUT"

${packAndPublish(request)}`;
}

function packAndPublish(request: CiRequest): string {
  return `  # Runs the build, and so foreign code: it has no credential and no right to write.
  pack:
    name: Pack
    needs: pull-request
    if: needs.pull-request.outputs.waiting == '0'
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions:
      contents: read
    steps:
${CHECKOUT}${NODE}${install(request.prepare)}${buildStep(request)}      - run: pnpm exec convoy pack --all --out convoy-artifacts
${UPLOAD}
  # Holds the credential, and takes the tarballs as they were packed: no build, no script of a dependency.
  # Give the environment \`release\` required reviewers where a person is to approve each release.
  publish:
    name: Publish
    needs: pack
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    concurrency: # a release that runs is never cut short
      group: convoy-release-\${{ github.ref }}
      cancel-in-progress: false
    environment: release
    permissions:
      contents: write # tags, the lock and the record of the release
${request.target === "codeartifact" ? "      id-token: write # the role of AWS\n" : ""}    steps:
${CHECKOUT}${NODE}${install(request.prepare)}${DOWNLOAD}${publishSteps(request)}`;
}

function publishSteps({ target, region }: CiRequest): string {
  const publish = {
    name: "Publish, all of it or nothing",
    run: 'convoy publish --from "$RUNNER_TEMP/convoy-artifacts" --wait 900',
  };
  return target === "codeartifact"
    ? assumeRole("CONVOY_RELEASE_ROLE", region) + pushing(publish)
    : pushing({ ...publish, env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" } });
}

/** What makes the command runnable may have built everything. */
function buildStep({ build, prepare = [] }: CiRequest): string {
  return prepare.includes(build) ? "" : `      - run: ${build}\n`;
}
