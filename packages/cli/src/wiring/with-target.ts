import { openTarget, type OpenTarget, type TargetSettings } from "@convoy/registry";
import { configOf, type Project } from "./project.ts";
import { targetSettings, withoutStage } from "./settings.ts";

type Use<T> = (opened: OpenTarget) => Promise<T>;

/** Opens the registry for a verb that answers, which tells of no requests, and closes it again. */
export async function withTarget<T>(project: Project, use: Use<T>): Promise<T> {
  return inUse(await targetSettings(configOf(project), project.host), use);
}

/** The same for what looks at the channel alone: whoever may only install from it knows nothing of a stage. */
export async function withChannel<T>(project: Project, use: Use<T>): Promise<T> {
  return inUse(withoutStage(await targetSettings(configOf(project), project.host)), use);
}

async function inUse<T>(settings: TargetSettings, use: Use<T>): Promise<T> {
  const opened = await openTarget(settings, { emit: () => undefined });
  try {
    return await use(opened);
  } finally {
    opened.close();
  }
}
