import { openTarget, type OpenTarget } from "@convoy/registry";
import { configOf, type Project } from "./project.ts";
import { targetSettings } from "./settings.ts";

/** Opens the registry for a verb that answers, which tells of no requests, and closes it again. */
export async function withTarget<T>(project: Project, use: (opened: OpenTarget) => Promise<T>): Promise<T> {
  const settings = await targetSettings(configOf(project), project.host);
  const opened = await openTarget(settings, { emit: () => undefined });
  try {
    return await use(opened);
  } finally {
    opened.close();
  }
}
