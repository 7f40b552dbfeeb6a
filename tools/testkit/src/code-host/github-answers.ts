import type { Answer } from "./route.ts";

export const REPO = "/repos/{owner}/{repo}";

export function notFound(): Answer {
  return { status: 404, with: { message: "Not Found", documentation_url: "", status: "404" } };
}

export function refused(message: string, code = "custom"): Answer {
  const errors = [{ resource: "Release", field: "tag_name", code }];
  return { status: 422, with: { message, documentation_url: "", errors } };
}
