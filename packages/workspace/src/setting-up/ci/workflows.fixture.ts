import { parse } from "yaml";
import { ciFiles } from "./ci-files.ts";
import { usualBuild, type CiRequest } from "./ci-request.ts";

const REQUEST: CiRequest = {
  baseBranch: "main",
  target: "codeartifact",
  region: "eu-west-1",
  build: usualBuild(true),
};

/** Every kind of workspace that gets workflows of its own. */
export const REQUESTS: readonly CiRequest[] = [
  REQUEST,
  { ...REQUEST, build: usualBuild(false), prepare: ["pnpm run build"] },
  { ...REQUEST, target: "npm" },
];

export function filesOf(
  ci: "github" | "gitlab" | "codebuild",
  request = REQUEST,
): readonly (readonly [string, string])[] {
  return [...ciFiles(ci, request)];
}

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The workflows of GitHub Actions, by path. */
export const WORKFLOWS: readonly (readonly [string, string, Workflow])[] = REQUESTS.flatMap((request) =>
  filesOf("github", request)
    .filter(([path]) => path.includes("/workflows/"))
    .map(([path, text]) => [path, text, parse(text) as Workflow] as const),
);

/** The jobs that can hold a credential, by workflow and name. */
export const CREDENTIALED: readonly (readonly [string, Workflow, Job])[] = WORKFLOWS.flatMap(
  ([path, , workflow]) =>
    Object.entries(workflow.jobs)
      .filter(
        ([, { permissions, environment }]) =>
          permissions?.["id-token"] === "write" || environment !== undefined,
      )
      .map(([name, job]) => [`${path}: ${name}`, workflow, job] as const),
);
