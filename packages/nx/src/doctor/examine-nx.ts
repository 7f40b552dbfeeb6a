import { join } from "node:path";
import { section, type Json } from "@convoy/core";
import { readIfThere } from "../read-if-there.ts";
import { listOf } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { findingsIn } from "./rules.ts";

/** Looks for what is known to break releases in a workspace of Nx. Nothing where there is no nx.json. Reads files alone. */
export async function examineNx(root: string): Promise<readonly Finding[]> {
  const nxJson = await readJson(join(root, "nx.json"));
  if (nxJson === undefined) return [];
  if ("error" in nxJson) return [unreadable(String(nxJson["error"]))];
  // Loaded here: Nx loads this package for every command, and few of them ask for this.
  const { isInstalled, readWorkspace } = await import("@convoy/workspace");
  const workspace = await readWorkspace(root);
  const manifest = await readJson(join(root, "package.json"));
  const targets = workspace.packages.map(({ dir }) => publishTargetsIn(root, dir));
  return findingsIn({
    nxJson,
    scripts: section(manifest ?? {}, "scripts") as Readonly<Record<string, string>>,
    publishTargets: new Map((await Promise.all(targets)).flat()),
    workspace,
    nxJs: isInstalled(root, "@nx/js"),
  });
}

async function publishTargetsIn(
  root: string,
  dir: string,
): Promise<readonly (readonly [file: string, dependsOn: readonly unknown[]])[]> {
  const [manifest, project] = [`${dir}/package.json`, `${dir}/project.json`];
  const found = [
    [manifest, section((await readJson(join(root, manifest))) ?? {}, "nx", "targets", "nx-release-publish")],
    [project, section((await readJson(join(root, project))) ?? {}, "targets", "nx-release-publish")],
  ] as const;
  return found.map(([file, target]) => [file, listOf(target["dependsOn"])]);
}

/** A file of Nx may have comments, which we do not read: that is said, and no reason to fail. */
async function readJson(path: string): Promise<Json | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function unreadable(message: string): Finding {
  return {
    code: "NX_JSON_UNREADABLE",
    severity: "warning",
    subject: "nx.json",
    message: `it is no plain JSON, so its settings were not looked at: ${message}`,
    hint: "Take comments and trailing commas out of nx.json, and run the command again.",
    fixable: false,
  };
}
