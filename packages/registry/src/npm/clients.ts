import type { publish } from "libnpmpublish";
import type npmFetch from "npm-registry-fetch";

// Loaded when first needed: together they cost more to load than a small release costs to publish.

/** The HTTP client of npm. */
export async function loadFetch(): Promise<typeof npmFetch> {
  return (await import("npm-registry-fetch")).default;
}

/** The publishing library of npm. */
export async function loadPublish(): Promise<typeof publish> {
  return (await import("libnpmpublish")).default.publish;
}

/** A package name as one segment of a path. */
export function escaped(name: string): string {
  return name.replaceAll("/", "%2f");
}
