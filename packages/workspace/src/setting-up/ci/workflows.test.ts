import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { CREDENTIALED, filesOf, REQUESTS, WORKFLOWS } from "./workflows.fixture.ts";

const STEPS = WORKFLOWS.flatMap(([path, , { jobs }]) =>
  Object.values(jobs).flatMap(({ steps }) => steps.map((step) => [path, step] as const)),
);

test("S27: nothing is granted but by the job that needs it, and every job has an end", () => {
  for (const [, , { permissions, jobs }] of WORKFLOWS) {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toEqual(expect.objectContaining({ contents: expect.any(String) }));
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
  }
});

test("S27: no workflow runs what a fork brings along with the rights of this repository", () => {
  for (const [, text, { on }] of WORKFLOWS) {
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(Object.keys(on)).not.toContain("workflow_run");
    expect(text).not.toMatch(/secrets\.(?!NPM_TOKEN)/);
  }
});

test("S27: actions are pinned by commit, with the version beside it", () => {
  const uses = WORKFLOWS.flatMap(([, text]) => text.match(/uses: .*/g) ?? []);
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("S27: no token stays in a clone, and no cache is restored", () => {
  const stepsOf = (action: string): unknown =>
    STEPS.filter(([, { uses = "" }]) => uses.startsWith(`${action}@`)).map(([, step]) => step.with);
  const all = (inputs: object): unknown => expect.not.arrayContaining([expect.not.objectContaining(inputs)]);
  expect(stepsOf("actions/checkout")).toEqual(all({ "persist-credentials": false }));
  expect(stepsOf("actions/setup-node")).toEqual(all({ "package-manager-cache": false }));
  expect(stepsOf("actions/cache")).toEqual([]);
  for (const [, { with: inputs = {} }] of STEPS) expect(inputs).not.toHaveProperty("cache");
});

test("S2: a command sees no word of an event but by its environment", () => {
  for (const [, { run = "" }] of STEPS) expect(run).not.toMatch(/\$\{\{/);
});

test("S28: the job that packs has no credential, and the job that publishes builds nothing", () => {
  for (const [path, , { jobs }] of WORKFLOWS) {
    if (!path.endsWith("release.yml")) continue;
    expect(jobs["pack"]).toMatchObject({ permissions: { contents: "read" } });
    expect(JSON.stringify(jobs["pack"])).not.toMatch(/TOKEN|role-to-assume/);
    const commands = jobs["publish"]?.steps.map(({ run = "" }) => run).join("\n");
    expect(commands).not.toMatch(/nx run-many|--if-present run build|convoy pack/);
    expect(jobs["publish"]).toMatchObject({ environment: "release" });
  }
});

test("a job that holds a credential has an environment to guard it, and is never cut short", () => {
  expect(CREDENTIALED.length).toBeGreaterThan(0);
  for (const [, workflow, job] of CREDENTIALED) {
    expect(job.environment).toMatch(/^(release|snapshot|prune)$/);
    expect((job.concurrency ?? workflow.concurrency)?.["cancel-in-progress"]).toBe(false);
  }
});

test("Dependabot keeps the pins current", () => {
  const text = new Map(filesOf("github")).get(".github/dependabot.yml") ?? "";
  expect(parse(text)).toMatchObject({ version: 2, updates: [{ "package-ecosystem": "github-actions" }] });
});

/** Of the buildspec reference of AWS, what is used here; anything else would be ignored there without a word. */
const BUILDSPEC = z.strictObject({
  version: z.literal(0.2),
  env: z.strictObject({
    shell: z.enum(["bash", "/bin/sh"]),
    "git-credential-helper": z.enum(["yes", "no"]).optional(),
    variables: z.record(z.string(), z.string()).optional(),
  }),
  phases: z.strictObject({
    install: z.strictObject({ commands: z.array(z.string()) }),
    build: z.strictObject({ commands: z.array(z.string()) }),
  }),
  artifacts: z.strictObject({ "base-directory": z.string(), files: z.array(z.string()) }).optional(),
});

test("each buildspec is what CodeBuild reads, and no project both builds and publishes", () => {
  for (const request of REQUESTS) {
    for (const [path, text] of filesOf("codebuild", request)) {
      const { phases } = BUILDSPEC.parse(parse(text));
      const commands = phases.build.commands.join("\n");
      expect(/convoy (publish|prune)/.test(commands)).toBe(path !== "buildspec.yml");
      expect(/run-many|run build/.test(commands)).toBe(path === "buildspec.yml");
    }
  }
});
