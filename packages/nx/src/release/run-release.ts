import { rm, writeFile } from "node:fs/promises";
import { type ErrorDocument, ReleaseError } from "@convoy/core";
import { findConvoy } from "./convoy-command.ts";
import { interleaved } from "./interleaved.ts";
import type { GitQuestions } from "./git.ts";
import { defaultGroups } from "./groups.ts";
import { readReleaseGroups } from "./nx-release-config.ts";
import { commandIn, type NxProcess } from "./nx-process.ts";
import type { NxExecutorContext } from "./nx-types.ts";
import { isOurs, type PackagesOfProjects, type TasksOfRun } from "./packages-of-tasks.ts";
import type { RunOptions } from "./publish-options.ts";
import { requestFor, type PublishRequest } from "./publish-request.ts";
import { isReleaseCommit } from "./release-commit.ts";
import { runConvoy } from "./run-convoy.ts";
import { scopeOf } from "./scope.ts";
import { CUT_SHORT, type Keep, type SessionState, type SettledPackage } from "./session.ts";

export interface NxRun {
  readonly context: NxExecutorContext;
  readonly host: NxProcess;
  readonly options: RunOptions;
  readonly packages: PackagesOfProjects;
  readonly git: GitQuestions;
  readonly now: TasksOfRun;
}

interface Begun {
  readonly state: SessionState;
  readonly keep: Keep;
  /** Of the session; files of its own may stand beside. */
  readonly file: string;
}

/** Has `convoy` carry the release out, and answers what is known afterwards. */
export async function carryOut(run: NxRun, { state, keep, file }: Begun): Promise<SessionState> {
  const bin = await findConvoy(run.context.root);
  const request = await requestOf(run);
  await writeFile(`${file}.request`, JSON.stringify(request));
  // Should this process end before the release has, then whoever comes next must not begin another one.
  await keep({ ...state, failed: CUT_SHORT });
  let stopWatching = (): void => undefined;
  try {
    const { tag } = run.options;
    const { report, exitCode } = await runConvoy({
      bin,
      args: ["publish", "--request", `${file}.request`, ...(tag === undefined ? [] : ["--tag", tag])],
      cwd: run.context.root,
      env: run.host.env,
      onStart: (signal) => (stopWatching = run.host.onInterrupt(() => signal("SIGTERM"))),
    });
    const packages: Record<string, SettledPackage> = { ...state.packages };
    for (const name of request.groups.flat()) packages[name] = { outcome: "already-published" };
    for (const { name, ...settled } of report?.packages ?? []) packages[name] = settled;
    const arrived = report?.outcome === "done" || report?.outcome === "nothing-to-do";
    return { packages, failed: arrived ? null : failureText(report?.error ?? ended(exitCode)) };
  } finally {
    stopWatching();
    await rm(`${file}.request`, { force: true });
  }
}

async function requestOf({ context, host, options, packages, git, now }: NxRun): Promise<PublishRequest> {
  const { projects } = context.projectsConfigurations;
  const { release } = context.nxJsonConfiguration;
  const groups = await readReleaseGroups(context.root, context.projectGraph, release);
  const command = commandIn(host);
  const { versions, keepCommit } = options;
  const scope = scopeOf({
    now: now.projects,
    ...(versions === undefined ? {} : { versions }),
    ...(command === undefined ? {} : { command }),
    ...(groups === undefined ? {} : { groups }),
    graph: context.projectGraph,
    ours: (project) => isOurs(context, project),
  });
  const committed = await isReleaseCommit({
    versions,
    kept: keepCommit || release?.git?.commit === false,
    rootOf: (project) => projects[project]?.root,
    show: (object) => git.show(object),
  });
  const request = requestFor({
    scope,
    release,
    groups: groups ?? defaultGroups(Object.keys(versions ?? {})),
    ...(versions === undefined ? {} : { versions }),
    packageOf: packages,
    committed,
  });
  const refuse = options.problem ?? interleaved({ now, scope: scope.flat(), context });
  return refuse === undefined ? request : { ...request, refuse };
}

function ended(exitCode: number): ErrorDocument {
  return {
    code: "NX_CONVOY_ENDED",
    message: `\`convoy publish\` ended with exit code ${exitCode} and without a report`,
    hint: "Run `convoy status` to see where the release is.",
  };
}

/** As a person reads it. */
export function failureText({ code, message, hint }: ErrorDocument | ReleaseError): string {
  return hint === undefined
    ? `${code}: ${message}`
    : `${code}: ${message}\n  ${hint.replaceAll("\n", "\n  ")}`;
}
