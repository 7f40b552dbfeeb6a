import type { ReleaseEvent } from "@convoy/core";
import { onCleanUp, startEmulatorRig, type EmulatorRig, type StartOptions } from "@convoy/testkit";
import { openTarget } from "../open-target.ts";
import { DEFAULT_LIMITS, type CodeArtifactSettings, type Limits } from "../settings.ts";
import type { OpenTarget, Target } from "../target.ts";
import { hastyClock, type HastyClock } from "./hasty-clock.ts";

export interface CodeArtifactRig {
  readonly emulator: EmulatorRig;
  readonly open: OpenTarget;
  readonly target: Extract<Target, { strategy: "staged" }>;
  readonly clock: HastyClock;
  readonly events: readonly ReleaseEvent[];
  /** Operations that the target asked for since it was opened, in order. */
  readonly operations: () => Promise<string[]>;
}

export type CodeArtifactChanges = Partial<Omit<CodeArtifactSettings, "limits">> & {
  readonly limits?: Partial<Limits>;
};

export function settingsFor(
  emulator: EmulatorRig,
  { limits = {}, ...changes }: CodeArtifactChanges = {},
): CodeArtifactSettings {
  return {
    ...emulator.config.target,
    endpoint: emulator.url,
    tokenSeconds: 900,
    limits: { ...DEFAULT_LIMITS, ...limits },
    ...changes,
  };
}

/** An emulator with `acme/npm-releases` and `acme/npm-staging`, opened, and time that only sleepers move. */
export async function codeArtifactRig(
  changes: CodeArtifactChanges = {},
  options: StartOptions = {},
): Promise<CodeArtifactRig> {
  const emulator = await startEmulatorRig(options);
  const clock = hastyClock(Date.now());
  const events: ReleaseEvent[] = [];
  const ports = { emit: (event: ReleaseEvent) => void events.push(event), clock, random: () => 0.5 };
  const open = await openTarget(settingsFor(emulator, changes), ports);
  onCleanUp(async () => open.close());
  if (open.target.strategy !== "staged") throw new Error("the rig has a stage");
  const before = (await emulator.requests()).length;
  return {
    emulator,
    open,
    target: open.target,
    clock,
    events,
    operations: async () => (await emulator.requests()).slice(before).map(({ operation }) => operation),
  };
}

/** The credentials of the environment, as the SDK's default chain finds them. Call it at the top of the file. */
export function useAwsCredentials(environment: NodeJS.ProcessEnv): void {
  environment["AWS_ACCESS_KEY_ID"] = "test";
  environment["AWS_SECRET_ACCESS_KEY"] = "test";
  environment["AWS_EC2_METADATA_DISABLED"] = "true";
}
