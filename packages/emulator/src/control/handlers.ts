import type { Handler } from "./context.ts";
import { accessHandlers } from "./handlers/access.ts";
import { bulkHandlers } from "./handlers/bulk.ts";
import { domainsHandlers } from "./handlers/domains.ts";
import { externalConnectionsHandlers } from "./handlers/external-connections.ts";
import { groupControlsHandlers } from "./handlers/group-controls.ts";
import { packageGroupsHandlers } from "./handlers/package-groups.ts";
import { packagesHandlers } from "./handlers/packages.ts";
import { policiesHandlers } from "./handlers/policies.ts";
import { publishHandlers } from "./handlers/publish.ts";
import { repositoriesHandlers } from "./handlers/repositories.ts";
import { tagsHandlers } from "./handlers/tags.ts";
import { versionsHandlers } from "./handlers/versions.ts";

/** By the operation's name. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...accessHandlers,
  ...bulkHandlers,
  ...domainsHandlers,
  ...externalConnectionsHandlers,
  ...groupControlsHandlers,
  ...packageGroupsHandlers,
  ...packagesHandlers,
  ...policiesHandlers,
  ...publishHandlers,
  ...repositoriesHandlers,
  ...tagsHandlers,
  ...versionsHandlers,
};
