import { ReleaseError, unreachable, type LayoutChange, type WantedControls } from "@convoy/core";
import { errorOf, type Errand } from "../../replies/error-of.ts";
import type { CodeArtifactSettings } from "../../settings.ts";
import type { ControlCall, ControlPlane } from "../control-plane.ts";
import { onDomain, onPackageGroup, onRepository } from "../coordinates.ts";
import { inputOf, placeOf } from "../domain.ts";

/** Where changes are made. */
export interface Site {
  readonly control: ControlPlane;
  readonly settings: CodeArtifactSettings;
}

/** Makes one change. Throws what kept it from being made; what is there already is a failure too. */
export async function makeChange(site: Site, change: LayoutChange): Promise<void> {
  switch (change.kind) {
    case "create-domain":
      return createDomain(site);
    case "create-repository":
      return createRepository(site, change);
    case "connect":
      return connect(site, change);
    case "add-upstream":
      return setUpstreams(site, change);
    case "create-group":
      await createGroup(site, change.pattern);
      return setControls(site, change.pattern, change.controls);
    case "set-controls":
      return setControls(site, change.pattern, change.controls);
    default:
      return unreachable(change);
  }
}

type Change<Kind extends LayoutChange["kind"]> = Extract<LayoutChange, { kind: Kind }>;

/** A domain is made in the account of whoever asks: one that lands in another than the settings name is taken back. */
async function createDomain(site: Site): Promise<void> {
  const { domain, domainOwner } = site.settings;
  const { domain: made } = await write(site, errandOn(site, "create the domain"), {
    permission: onDomain(placeOf(site.settings), "CreateDomain"),
    send: (client, options) => client.createDomain({ domain }, options),
  });
  if (domainOwner === undefined || made?.owner === undefined || made.owner === domainOwner) return;
  await write(site, errandOn(site, "take back the domain"), {
    permission: onDomain({ ...placeOf(site.settings), owner: made.owner }, "DeleteDomain"),
    send: (client, options) => client.deleteDomain({ domain, domainOwner: made.owner }, options),
  });
  throw foreignDomain(domain, domainOwner, made.owner);
}

/** No account can make a domain in another one. */
export function foreignDomain(domain: string, owner: string, account: string): ReleaseError {
  return new ReleaseError(
    "DOMAIN_FOREIGN",
    `domain ${domain} is to be in account ${owner}, and these credentials are of account ${account}`,
    {
      hint: `Run \`convoy setup\` with credentials of account ${owner}, or mend \`domainOwner\` in convoy.json.`,
    },
  );
}

async function createRepository(site: Site, change: Change<"create-repository">): Promise<void> {
  const { repository, role, upstreams } = change;
  await write(site, errandOn(site, "create the repository", repository), {
    permission: onRepository(placeOf(site.settings), repository, "CreateRepository"),
    send: (client, options) =>
      client.createRepository(
        {
          ...inputOf(site.settings),
          repository,
          description: DESCRIPTIONS[role],
          upstreams: upstreams.map((repositoryName) => ({ repositoryName })),
        },
        options,
      ),
  });
}

const DESCRIPTIONS: Readonly<Record<Change<"create-repository">["role"], string>> = {
  channel: "What is released, for consumers to install from",
  stage: "What a release uploads and checks before it is released",
  upstream: "Public packages, from the public npm registry",
};

async function connect(site: Site, { repository, connection }: Change<"connect">): Promise<void> {
  await write(site, errandOn(site, `connect ${connection}`, repository), {
    permission: onRepository(placeOf(site.settings), repository, "AssociateExternalConnection"),
    send: (client, options) =>
      client.associateExternalConnection(
        { ...inputOf(site.settings), repository, externalConnection: connection },
        options,
      ),
  });
}

async function setUpstreams(site: Site, change: Change<"add-upstream">): Promise<void> {
  const { repository, upstreams } = change;
  await write(site, errandOn(site, "set the upstreams", repository), {
    permission: onRepository(placeOf(site.settings), repository, "UpdateRepository"),
    send: (client, options) =>
      client.updateRepository(
        {
          ...inputOf(site.settings),
          repository,
          upstreams: upstreams.map((repositoryName) => ({ repositoryName })),
        },
        options,
      ),
  });
}

async function createGroup(site: Site, pattern: string): Promise<void> {
  await write(site, errandOn(site, `create the package group ${pattern}`), {
    permission: onPackageGroup(placeOf(site.settings), pattern, "CreatePackageGroup"),
    send: (client, options) =>
      client.createPackageGroup({ ...inputOf(site.settings), packageGroup: pattern }, options),
  });
}

async function setControls(site: Site, pattern: string, controls: WantedControls): Promise<void> {
  await write(site, errandOn(site, `set the origin controls of package group ${pattern}`), {
    permission: onPackageGroup(placeOf(site.settings), pattern, "UpdatePackageGroupOriginConfiguration"),
    send: (client, options) =>
      client.updatePackageGroupOriginConfiguration(
        { ...inputOf(site.settings), packageGroup: pattern, restrictions: controls },
        options,
      ),
  });
}

function errandOn({ settings: { domain } }: Site, doing: string, repository?: string): Errand {
  return { doing, where: repository === undefined ? `domain ${domain}` : `${domain}/${repository}` };
}

async function write<T>(
  { control }: Site,
  errand: Errand,
  call: Pick<ControlCall<T>, "permission" | "send">,
): Promise<T> {
  const answer = await control.write({ ...errand, ...call });
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  return answer.value;
}
