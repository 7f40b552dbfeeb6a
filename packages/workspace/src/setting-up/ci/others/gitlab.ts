import type { CiFiles, CiRequest } from "../ci-request.ts";

const HEAD = `# Made by \`convoy init --ci gitlab\`; docs/ci.md of Convoy says what each part is for.
stages: [check, pack, release, upkeep]

# No cache anywhere: what another branch has put into one would run beside a credential.
default:
  image: node:24
  interruptible: false

variables:
  GIT_DEPTH: "0"

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

.convoy:
  before_script:
    - corepack enable
    - pnpm install --frozen-lockfile --ignore-scripts

# git is told the token by the environment of the job, and no file of the clone has it. GITLAB_TOKEN is a project access
# token with \`api\` and \`write_repository\`, since the token of a job can open no merge request: a variable that is protected
# and hidden, and there for the environments \`release\`, \`release-request\` and \`prune\` alone.
.pushes:
  extends: .convoy
  variables:
    GIT_AUTHOR_NAME: release
    GIT_AUTHOR_EMAIL: release@$CI_SERVER_HOST
    GIT_COMMITTER_NAME: release
    GIT_COMMITTER_EMAIL: release@$CI_SERVER_HOST
  before_script:
    - !reference [.convoy, before_script]
    - export GIT_CONFIG_COUNT=1
    - export GIT_CONFIG_KEY_0="http.$CI_SERVER_URL/.extraheader"
    - |
      export GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'convoy:%s' "$GITLAB_TOKEN" | base64 --wrap=0)"

changesets:
  extends: .convoy
  stage: check
  interruptible: true
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - pnpm exec convoy check --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"

release-request:
  extends: .pushes
  stage: check
  resource_group: convoy-release
  environment: { name: release-request, action: access }
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pnpm exec convoy pr --no-publish
`;

/** The pipeline of GitLab CI: the same jobs, each with what it needs and no more. */
export function gitlabFiles(request: CiRequest): CiFiles {
  return new Map([[".gitlab-ci.yml", pipeline(request)]]);
}

function pipeline(request: CiRequest): string {
  const aws = request.target === "codeartifact";
  return `${HEAD}
# Runs the build, and so foreign code: it has no credential. With changesets there is nothing to publish yet.
pack:
  extends: .convoy
  stage: pack
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - waiting=$(pnpm exec convoy plan --json | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).releases.length')
    - if [ "$waiting" != 0 ]; then exit 0; fi
    - ${request.build}
    - pnpm exec convoy pack --all --out convoy-artifacts
  artifacts:
    paths: [convoy-artifacts]
    expire_in: 1 week

# Holds the credential, and takes the tarballs as they were packed. Protect the environment \`release\` where a person is
# to approve each release. One at a time, the oldest first: a release that runs is never cut short.
publish:
  extends: .pushes
  stage: release
  needs: [pack]
  resource_group: convoy-release
  environment: release
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
${aws ? identity("CONVOY_RELEASE_ROLE", request.region) : ""}  script:
    - if [ ! -f convoy-artifacts/convoy-pack.json ]; then echo "Nothing was packed."; exit 0; fi
${aws ? writeIdentity() : ""}    - pnpm exec convoy publish --from convoy-artifacts --wait 900
${aws ? pruneJob(request) : ""}`;
}

function pruneJob({ region }: CiRequest): string {
  return `
# Add a schedule for the default branch: CI/CD, Schedules.
prune:
  extends: .pushes
  stage: upkeep
  resource_group: convoy-release
  environment: { name: prune, action: access }
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
${identity("CONVOY_PRUNE_ROLE", region)}  script:
${writeIdentity()}    - pnpm exec convoy prune --yes --wait 900
`;
}

/** The AWS SDK asks for the role by itself, with the identity of the job. */
function identity(role: string, region: string): string {
  return `  id_tokens:
    AWS_IDENTITY:
      aud: sts.amazonaws.com
  variables:
    AWS_ROLE_ARN: $${role}
    AWS_ROLE_SESSION_NAME: convoy-$CI_PIPELINE_ID
    AWS_REGION: ${region}
`;
}

function writeIdentity(): string {
  return `    - export AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)" && printf '%s' "$AWS_IDENTITY" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
`;
}
