import {
  layoutDifference,
  reachesPublic,
  ReleaseError,
  type ErrorDocument,
  type FoundLayout,
  type Layout,
} from "@convoy/core";
import type { Finding } from "@convoy/nx";
import { openProvisioning } from "@convoy/registry";
import { findingOf } from "../finding.ts";
import { configOf, type Project } from "../project.ts";
import { assertCodeArtifact, codeArtifactSettings, layoutOf } from "./layout.ts";

/** Notes of `convoy setup` that are about what a release or its consumers could run into. */
const SEVERITIES: Readonly<Record<string, Finding["severity"]>> = {
  SETUP_STAGE_SHOWN: "error",
  SETUP_STAGE_FED: "warning",
  SETUP_PUBLISH_GUARDED: "warning",
  SETUP_GROUP_OPEN: "warning",
  SETUP_DOWNSTREAM_CUT_OFF: "warning",
};

/**
 * What CodeArtifact lacks or lets in. Credentials that may not look find nothing: a role that releases needs no such
 * right. Repositories that are missing are found by whoever opens the target.
 */
export async function setupFindings(project: Project): Promise<readonly Finding[]> {
  const config = configOf(project);
  if (config.target.type === "npm") return [];
  assertCodeArtifact(config);
  const layout = layoutOf(config, await project.read());
  const provisioning = await openProvisioning(await codeArtifactSettings(config, project.host), {
    emit: () => undefined,
  });
  try {
    return findingsIn(layout, await provisioning.observe(layout));
  } catch (thrown) {
    if (thrown instanceof ReleaseError) return [];
    throw thrown;
  } finally {
    provisioning.close();
  }
}

/** What of a difference a release or its consumers could run into. */
export function findingsIn(layout: Layout, found: FoundLayout): readonly Finding[] {
  if (!found.repositories.has(layout.channel)) return [];
  const { changes, notes } = layoutDifference(layout, found);
  const told = notes.flatMap((note) => {
    const severity = SEVERITIES[note.code];
    return severity === undefined ? [] : [findingOf("CodeArtifact", note, severity)];
  });
  const open = reachesPublic(layout.channel, found);
  const ofGroups = changes.flatMap((change) => {
    if (change.kind !== "create-group" && change.kind !== "set-controls") return [];
    const { kind, pattern, controls } = change;
    const unguarded = open && "EXTERNAL_UPSTREAM" in controls ? [unguardedNote(layout, pattern)] : [];
    // Of a group that is not there yet nobody says what it would inherit.
    const blocked = kind === "set-controls" && "PUBLISH" in controls ? [blockedNote(pattern)] : [];
    return [...unguarded, ...blocked].map((note) => findingOf(`package group ${pattern}`, note, "error"));
  });
  return [...told, ...ofGroups];
}

function unguardedNote({ channel }: Layout, pattern: string): ErrorDocument {
  return {
    code: "DEPENDENCY_CONFUSION",
    message: `${channel} takes packages of ${pattern} from the public registry too: whoever publishes one there under such a name is installed`,
    hint: "`convoy setup` shows the package group that keeps them out, and makes it.",
  };
}

function blockedNote(pattern: string): ErrorDocument {
  return {
    code: "PUBLISH_BLOCKED",
    message: `package group ${pattern} inherits that its versions cannot be published freely`,
    hint: "`convoy setup` shows the control that lets releases upload them, and sets it.",
  };
}
