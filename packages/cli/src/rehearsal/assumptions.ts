import type { Assumption } from "@convoy/core";
import type { RehearsalClone } from "@convoy/workspace";
import type { ChannelNow } from "./channel-now.ts";
import type { Outside } from "./outside.ts";

export interface Unlooked {
  readonly clone: RehearsalClone;
  readonly channel: ChannelNow;
  readonly outside: Outside;
  readonly offline: boolean;
}

/** What a release would look at, and this rehearsal did not. */
export function assumptionsOf({ clone, channel, outside, offline }: Unlooked): readonly Assumption[] {
  const { remote, unasked, detached, branch } = clone;
  const { label, unread } = channel;
  const [unfetched] = outside.unfetched.values();
  const all: readonly (Assumption | false)[] = [
    unread !== undefined && {
      subject: "channel",
      message: `${label} has each package at the version of its manifest; ${unread.message}`,
    },
    unasked !== undefined && {
      subject: "remote",
      message: `${remote} is as it was last fetched; ${unasked.message}`,
    },
    detached && {
      subject: "branch",
      message: `${branch} is at this commit, here and on the remote; HEAD is detached`,
    },
    offline && { subject: "installs", message: "all packages can be installed; offline none was" },
    unfetched !== undefined && {
      subject: "installs",
      message: `what could not be fetched is there; ${unfetched}`,
    },
  ];
  return all.filter((one) => one !== false);
}
