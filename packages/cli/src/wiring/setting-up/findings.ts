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

function findingsIn(layout: Layout, found: FoundLayout): readonly Finding[] {
  if (!found.repositories.has(layout.channel)) return [];
  const { changes, notes } = layoutDifference(layout, found);
  const told = notes.flatMap((note) => {
    const severity = SEVERITIES[note.code];
    return severity === undefined ? [] : [findingOf(note, severity, "CodeArtifact")];
  });
  const unguarded = changes.flatMap((change) =>
    (change.kind === "create-group" || change.kind === "set-controls") && reachesPublic(layout.channel, found)
      ? [findingOf(unguardedNote(layout, change.pattern), "error", `package group ${change.pattern}`)]
      : [],
  );
  return [...told, ...unguarded];
}

function unguardedNote({ channel }: Layout, pattern: string): ErrorDocument {
  return {
    code: "DEPENDENCY_CONFUSION",
    message: `${channel} takes packages of ${pattern} from the public registry too: whoever publishes one there under such a name is installed`,
    hint: "`convoy setup` shows the package group that keeps them out, and makes it.",
  };
}

function findingOf(
  { code, message, hint = "" }: ErrorDocument,
  severity: Finding["severity"],
  subject: string,
): Finding {
  return { code, severity, subject, message, hint, fixable: false };
}
