import type { Act, Presence } from "@convoy/core";
import type { Run } from "../release/run.ts";
import type { Work } from "./drive.ts";
import { lookAtChannel, lookAtStage, stagedTarget } from "./look.ts";
import { send, untilSeen, type Write } from "./write.ts";

/** Uploads to the stage and reads the hash of the stored bytes back. */
export function stageTo(run: Run): Work {
  const { stage } = stagedTarget(run);
  return writing(run, (name) => ({
    ...about(run, "stage", name),
    place: stage.label,
    send: () => stage.upload(run.artifactOf(name), run.goalOf(name).distTag),
    look: () => lookAtStage(run, name),
  }));
}

/** Copies from the stage into the channel; confirmed when consumers see the version. */
export function promoteTo(run: Run): Work {
  const target = stagedTarget(run);
  return writing(run, (name) => ({
    ...about(run, "promote", name),
    place: target.channel.label,
    send: () => target.promote(name, run.goalOf(name).version, revisionInStage(run, name)),
    look: () => lookAtChannel(run, name),
  }));
}

/**
 * Uploads straight into the channel; confirmed when consumers see the version. Once the refs are pushed, every version
 * has been seen there: one that is not shown at this moment is waited for, and never sent again.
 */
export function publishTo(run: Run): Work {
  const { channel } = run.ports.target;
  const sent = writing(run, (name) => ({
    ...about(run, "publish", name),
    place: channel.label,
    send: () => channel.upload(run.artifactOf(name), run.goalOf(name).distTag),
    look: () => lookAtChannel(run, name),
  }));
  const committed = run.belief.refs.remote === "ours";
  return committed ? { act: () => Promise.resolve(), confirm: (name) => sent.confirm(name) } : sent;
}

/** The write in `act`, the wait in `confirm`; a look that `act` had to make already is not made twice. */
function writing(run: Run, writeOf: (name: string) => Write): Work {
  const seen = new Map<string, Presence>();
  return {
    async act(name) {
      const presence = await send(writeOf(name), run.ports);
      if (presence) seen.set(name, presence);
    },
    async confirm(name) {
      await untilSeen(writeOf(name), run.ports, seen.get(name));
    },
  };
}

function about(
  run: Run,
  act: Act,
  name: string,
): Pick<Write, "subject" | "integrity" | "acknowledged" | "declined"> {
  const { version, integrity } = run.goalOf(name);
  return {
    subject: `${name}@${version}`,
    integrity,
    acknowledged: () => run.jot({ kind: "settled", effect: { act, name }, outcome: "ok", accepted: true }),
    declined: () => run.jot({ kind: "settled", effect: { act, name }, outcome: "absent" }),
  };
}

function revisionInStage(run: Run, name: string): string | undefined {
  const { stage } = run.belief.of(name);
  return stage?.kind === "present" ? stage.revision : undefined;
}
