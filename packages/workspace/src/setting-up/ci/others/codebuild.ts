import type { CiFiles, CiRequest } from "../ci-request.ts";

/** Three CodeBuild projects, each with a role of its own: the role of a project is there in every command of its builds. */
export function codebuildFiles(request: CiRequest): CiFiles {
  const pack = buildspec({
    about: `# Project 1, pack. Its role needs the logs and the artifacts of the build, and nothing of CodeArtifact: it runs the build, and
# so foreign code. Webhook: filter groups PUSH on refs/heads/${request.baseBranch}. Artifacts: S3, for project 2; in a pipeline, an
# output artifact. Concurrent build limit: 1.`,
    commands: [request.build, "pnpm exec convoy pack --all --out convoy-artifacts"],
    more: `artifacts:
  base-directory: convoy-artifacts
  files: ["**/*"]
`,
  });
  const publish = buildspec({
    about: `# Project 2, publish. Its role is the one of \`convoy setup --iam\`; start it after project 1, by a pipeline with a manual approval
# before it where a person is to approve, with the artifacts as its secondary source \`packed\`. Concurrent build limit: 1, so
# that releases wait for each other; no build is ever stopped for a newer one. The source's connection pushes the tags.`,
    commands: ['pnpm exec convoy publish --from "$CODEBUILD_SRC_DIR_packed" --wait 900'],
    pushes: true,
  });
  const prune = buildspec({
    about: `# Project 3, prune. Its role is that of docs/snapshots.md; an EventBridge schedule starts it once a week.`,
    commands: ["pnpm exec convoy prune --yes --wait 900"],
    pushes: true,
  });
  return new Map([
    ["buildspec.yml", pack],
    ["buildspec.publish.yml", publish],
    ...(request.target === "codeartifact" ? ([["buildspec.prune.yml", prune]] as const) : []),
  ]);
}

interface Buildspec {
  readonly about: string;
  readonly commands: readonly string[];
  /** Whether it speaks with the git remote, with the credential that CodeBuild has for the source. */
  readonly pushes?: true;
  readonly more?: string;
}

function buildspec({ about, commands, pushes, more = "" }: Buildspec): string {
  const lines = commands.map((command) => `      - ${command}\n`).join("");
  return `# Made by \`convoy init --ci codebuild\`; docs/ci.md of Convoy says what each part is for.
${about}
# Image: one with Node 24 and git. Git clone depth: full. No cache: what another build has put into one would run here.
version: 0.2
env:
  shell: bash
${pushes ? IDENTITY : ""}phases:
  install:
    commands:
      - corepack enable
      - pnpm install --frozen-lockfile --ignore-scripts
  build:
    commands:
${lines}${more}`;
}

const IDENTITY = `  git-credential-helper: "yes"
  variables:
    GIT_AUTHOR_NAME: release
    GIT_AUTHOR_EMAIL: release@localhost
    GIT_COMMITTER_NAME: release
    GIT_COMMITTER_EMAIL: release@localhost
`;
