import type { ErrorDocument } from "../model/error.ts";
import type {
  FoundLayout,
  Layout,
  LayoutChange,
  LayoutDifference,
  Origin,
  OriginControls,
  OriginMode,
  WantedControls,
} from "./layout.ts";

const UPSTREAMS = ["EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM"] as const;

/**
 * A group of packages that come from releases alone. Where another repository has the channel behind it, or may have,
 * versions must be able to come along to there, so that this one control is left as it is.
 */
export function groupDifference(
  pattern: string,
  { channel }: Layout,
  { groups, repositories, unseen }: FoundLayout,
): LayoutDifference {
  const downstream = [...repositories].flatMap(([name, { upstreams }]) =>
    upstreams.includes(channel) ? [name] : [],
  );
  const wanted: WantedControls = {
    PUBLISH: "ALLOW",
    EXTERNAL_UPSTREAM: "BLOCK",
    ...(downstream.length + unseen.length === 0 ? { INTERNAL_UPSTREAM: "BLOCK" } : {}),
  };
  const there = groups.get(pattern);
  if (there === undefined)
    return { changes: [{ kind: "create-group", pattern, controls: wanted }], notes: [] };
  return {
    changes: controlChanges(pattern, there, wanted),
    notes: [
      ...publishNotes(pattern, there),
      ...UPSTREAMS.flatMap((origin) => listNotes(pattern, there, origin)),
      ...downstreamNotes(pattern, there, downstream),
    ],
  };
}

/** What nobody has said of the group itself is set; of the ways in from elsewhere also what stands open. */
function controlChanges(
  pattern: string,
  there: OriginControls,
  wanted: WantedControls,
): readonly LayoutChange[] {
  const entries = Object.entries(wanted) as [Origin, OriginMode][];
  const differing = entries.filter(([origin, mode]) => {
    const { mode: own, effective } = there[origin];
    if (effective === mode) return false;
    return own === "INHERIT" || own === "ALLOW";
  });
  if (differing.length === 0) return [];
  return [{ kind: "set-controls", pattern, controls: Object.fromEntries(differing) }];
}

function publishNotes(pattern: string, { PUBLISH }: OriginControls): readonly ErrorDocument[] {
  if (PUBLISH.mode === "INHERIT" || PUBLISH.mode === "ALLOW") return [];
  const which = PUBLISH.mode === "BLOCK" ? "no repository" : "listed repositories only";
  return [
    {
      code: "SETUP_PUBLISH_GUARDED",
      message: `package group ${pattern} lets versions be published to ${which}`,
      hint: "Let it allow the repository that releases are uploaded to: the stage, or the channel where there is none.",
    },
  ];
}

function listNotes(pattern: string, there: OriginControls, origin: Origin): readonly ErrorDocument[] {
  if (there[origin].mode !== "ALLOW_SPECIFIC_REPOSITORIES") return [];
  return [
    {
      code: "SETUP_GROUP_OPEN",
      message: `package group ${pattern} lets versions in by ${origin} into listed repositories`,
      hint: "Make sure that the channel is not on the list: what comes in there is installed as if it were yours.",
    },
  ];
}

function downstreamNotes(
  pattern: string,
  { INTERNAL_UPSTREAM }: OriginControls,
  downstream: readonly string[],
): readonly ErrorDocument[] {
  if (downstream.length === 0 || INTERNAL_UPSTREAM.effective !== "BLOCK") return [];
  return [
    {
      code: "SETUP_DOWNSTREAM_CUT_OFF",
      message: `package group ${pattern} keeps what is released out of ${downstream.join(", ")}, with the channel behind it`,
      hint: "Set INTERNAL_UPSTREAM of the group to ALLOW, if it is to be installed from there.",
    },
  ];
}
