import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { messageOf } from "./measure/child-message.ts";
import type { Scene, Simulated } from "./scale/simulate.ts";

export interface ScaleRun extends Simulated {
  readonly scene: Scene;
}

export interface ScaleBench {
  readonly scenes: readonly Scene[];
  readonly signal: AbortSignal;
  /** One line for each thing that begins. */
  readonly tell: (line: string) => void;
}

/** Simulates a release for each of the scenes, one after the other, each in a process of its own. */
export async function benchScale({ scenes, signal, tell }: ScaleBench): Promise<readonly ScaleRun[]> {
  const program = fileURLToPath(new URL("scale/process.js", import.meta.url));
  const runs: ScaleRun[] = [];
  for (const scene of scenes) {
    signal.throwIfAborted();
    tell(`${scene.packages} packages, ${scene.strategy}, ${scene.quotas.copies} copies a second`);
    const child = fork(program, [JSON.stringify(scene)], { execArgv: [], signal });
    runs.push({ scene, ...(await messageOf<Simulated>(child)) });
  }
  return runs;
}
