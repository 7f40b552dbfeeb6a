import type { ReleaseEvent } from "@convoy/core";
import { onCleanUp } from "@convoy/testkit";
import { openTarget } from "../open-target.ts";
import { DEFAULT_LIMITS, type Limits, type NpmSettings } from "../settings.ts";
import type { OpenTarget, Repository } from "../target.ts";
import { hastyClock, type HastyClock } from "./hasty-clock.ts";

export interface NpmRig {
  readonly open: OpenTarget;
  readonly channel: Repository;
  readonly clock: HastyClock;
  readonly events: readonly ReleaseEvent[];
}

/** A plain registry at `origin`/npm/, the token `t0ken` for it, and time that only sleepers move. */
export async function npmRig(
  origin: string,
  { limits = {}, ...settings }: Partial<Omit<NpmSettings, "limits">> & { limits?: Partial<Limits> } = {},
): Promise<NpmRig> {
  const clock = hastyClock();
  const events: ReleaseEvent[] = [];
  const open = await openTarget(
    {
      type: "npm",
      registry: `${origin}/npm/`,
      npmrc: {},
      token: "t0ken",
      limits: { ...DEFAULT_LIMITS, ...limits },
      ...settings,
    },
    { emit: (event) => events.push(event), clock, random: () => 0.5 },
  );
  onCleanUp(async () => open.close());
  return { open, channel: open.target.channel, clock, events };
}
