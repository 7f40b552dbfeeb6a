import { unreachable } from "@convoy/core";
import type { Forge } from "./forge.ts";
import type { ForgePlace } from "./finding/find-place.ts";

/** Opens the repository on its host. The client of the host is loaded here, since few verbs need one. */
export async function openForge({ kind, api, path, token }: ForgePlace): Promise<Forge> {
  switch (kind) {
    case "github": {
      const { openGithub } = await import("./github/open-github.ts");
      const [owner = "", repo = ""] = path.split("/");
      return openGithub({ api, owner, repo, token });
    }
    case "gitlab": {
      const { openGitlab } = await import("./gitlab/open-gitlab.ts");
      return openGitlab({ api, path, token });
    }
    default:
      return unreachable(kind);
  }
}
