import { unreachable } from "@convoy/core";
import type { CiKind } from "../answers.ts";
import type { CiFiles, CiRequest } from "./ci-request.ts";
import { githubFiles } from "./github/github-files.ts";
import { codebuildFiles } from "./others/codebuild.ts";
import { gitlabFiles } from "./others/gitlab.ts";

/** The workflows that check, release and prune from the base branch: path to content; none for `none`. */
export function ciFiles(ci: CiKind, request: CiRequest): CiFiles {
  switch (ci) {
    case "github":
      return githubFiles(request);
    case "gitlab":
      return gitlabFiles(request);
    case "codebuild":
      return codebuildFiles(request);
    case "none":
      return new Map();
    default:
      return unreachable(ci);
  }
}
