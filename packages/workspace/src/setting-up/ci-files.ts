import { unreachable } from "@convoy/core";
import type { CiKind } from "./answers.ts";

const GITHUB = `name: Release
on:
  push:
    branches: [main]
concurrency: release
permissions:
  contents: write
  id-token: write
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: corepack enable && pnpm install --frozen-lockfile
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: \${{ vars.RELEASE_ROLE }}
          aws-region: REGION
      - run: git config user.name "release" && git config user.email "release@users.noreply.github.com"
      - run: pnpm exec convoy release
`;

const GITLAB = `release:
  image: node:24
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  resource_group: release
  variables:
    GIT_DEPTH: "0"
  script:
    - corepack enable && pnpm install --frozen-lockfile
    - git switch "$CI_COMMIT_BRANCH"
    - pnpm exec convoy release
`;

const CODEBUILD = `version: 0.2
phases:
  install:
    runtime-versions:
      nodejs: 24
    commands:
      - corepack enable && pnpm install --frozen-lockfile
  build:
    commands:
      - pnpm exec convoy release
`;

/** The workflow that releases from the main branch: path and content; nothing for `none`. */
export function ciFile(ci: CiKind, region: string): readonly [path: string, content: string] | undefined {
  switch (ci) {
    case "github":
      return [".github/workflows/release.yml", GITHUB.replace("REGION", region)];
    case "gitlab":
      return [".gitlab-ci.yml", GITLAB];
    case "codebuild":
      return ["buildspec.yml", CODEBUILD];
    case "none":
      return undefined;
    default:
      return unreachable(ci);
  }
}
