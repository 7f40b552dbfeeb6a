import type { Host } from "../host.ts";

/** Variables in which a CI tells a job the address of its own page: CodeBuild, GitLab, Jenkins, CircleCI, Buildkite. */
const ADDRESSES = [
  "CODEBUILD_BUILD_URL",
  "CI_JOB_URL",
  "BUILD_URL",
  "CIRCLE_BUILD_URL",
  "BUILDKITE_BUILD_URL",
];

/** The page of the CI job that this is, for whoever meets what it leaves; undefined elsewhere. */
export function ciJob({ env }: Pick<Host, "env">): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const ofGithub = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
  return [ofGithub, ...ADDRESSES.map((name) => env[name])].find(isAddress);
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && /^https?:$/.test(URL.parse(text)?.protocol ?? "");
}
