import { ReleaseError, type Artifact, type ReleaseReport } from "@convoy/core";
import { openTarget, type OpenTarget, type TargetSettings } from "@convoy/registry";
import { refusedWith } from "../wiring/empty-report.ts";
import type { Project } from "../wiring/project.ts";
import { portsOf, type Session } from "../wiring/session.ts";
import type { Interruption } from "../wiring/watch-interrupt.ts";
import type { Narration } from "./narration.ts";

export interface RehearsedRun {
  /** Of the clone. */
  readonly project: Project;
  readonly settings: TargetSettings;
  readonly narration: Pick<Narration, "openReporters">;
  readonly interruption: Interruption;
  /** What a release does in its session. */
  readonly run: (session: Session) => Promise<ReleaseReport>;
}

export interface Rehearsed {
  readonly report: ReleaseReport;
  readonly artifacts: readonly Artifact[];
}

/** Runs a release by all that a release consists of; only the registry is another, and no code host is told. */
export async function carryOutRehearsal(parts: RehearsedRun): Promise<Rehearsed> {
  const { project, settings, narration, interruption, run } = parts;
  const reporters = await narration.openReporters();
  const { emit } = reporters;
  project.notes.listen((note) => emit({ kind: "noted", note }));
  const artifacts: Artifact[] = [];
  let opened: OpenTarget | undefined;
  const open: Session["open"] = async () => {
    opened = await openTarget(settings, { emit });
    const { tree, ...ports } = portsOf(project, { opened, interruption, emit, folder: undefined });
    const pack: typeof tree.pack = async (plan, folder, signal) => {
      const packed = await tree.pack(plan, folder, signal);
      artifacts.splice(0, artifacts.length, ...packed);
      return packed;
    };
    return { opened, ports: { ...ports, tree: { ...tree, pack } } };
  };
  try {
    return { report: await run({ project, emit, open }), artifacts };
  } catch (thrown) {
    if (!(thrown instanceof ReleaseError)) throw thrown;
    return { report: refusedWith(thrown, opened?.requests ?? 0), artifacts };
  } finally {
    reporters.close();
    opened?.close();
  }
}
