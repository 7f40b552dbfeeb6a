import type { PackageGroupSummary } from "@aws-sdk/client-codeartifact";
import type { FoundLayout, FoundRepository, Layout, Origin, OriginControls, OriginMode } from "@convoy/core";
import { errorOf, isContainer } from "../../replies/error-of.ts";
import type { CodeArtifactSettings } from "../../settings.ts";
import { allPages } from "../all-pages.ts";
import type { ControlPlane } from "../control-plane.ts";
import { onDomain, onRepository } from "../coordinates.ts";
import { inputOf, placeOf } from "../domain.ts";

/** The most that the service puts on a page. */
const PAGE = 1000;

/** What of the layout is there, and every other repository of the domain. One request a repository, and a few more. */
export async function observeLayout(
  control: ControlPlane,
  settings: CodeArtifactSettings,
  layout: Layout,
): Promise<FoundLayout> {
  if (!(await hasDomain(control, settings)))
    return { domain: false, repositories: new Map(), groups: new Map(), unseen: [] };
  const [names, groups] = await Promise.all([
    listRepositories(control, settings),
    listGroups(control, settings),
  ]);
  const own = [layout.channel, layout.stage, layout.upstream?.name];
  const looked = await Promise.all(
    names.map(async (name) => [name, await describe(control, settings, [name, own.includes(name)])] as const),
  );
  return {
    domain: true,
    repositories: new Map(
      looked.flatMap(([name, found]) => (typeof found === "object" ? [[name, found]] : [])),
    ),
    groups,
    unseen: looked.flatMap(([name, found]) => (found === "denied" ? [name] : [])),
  };
}

async function hasDomain(control: ControlPlane, settings: CodeArtifactSettings): Promise<boolean> {
  const errand = { doing: "describe the domain", where: `domain ${settings.domain}` };
  const answer = await control.read({
    ...errand,
    permission: onDomain(placeOf(settings), "DescribeDomain"),
    send: (client, options) => client.describeDomain(inputOf(settings), options),
  });
  if (answer.kind === "missing") return false;
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  return true;
}

async function listRepositories(
  control: ControlPlane,
  settings: CodeArtifactSettings,
): Promise<readonly string[]> {
  const errand = { doing: "list the repositories", where: `domain ${settings.domain}` };
  const permission = onDomain(placeOf(settings), "ListRepositoriesInDomain");
  const pages = await allPages(control, errand, (nextToken) => ({
    ...errand,
    permission,
    send: (client, options) =>
      client.listRepositoriesInDomain({ ...inputOf(settings), maxResults: PAGE, nextToken }, options),
  }));
  return pages.flatMap(({ repositories = [] }) => repositories.flatMap(({ name }) => name ?? []));
}

/** Undefined where it is no longer there. That others may not be looked at is no error: a domain has many owners. */
async function describe(
  control: ControlPlane,
  settings: CodeArtifactSettings,
  [repository, own]: readonly [string, boolean],
): Promise<FoundRepository | "denied" | undefined> {
  const errand = { doing: "describe the repository", where: `${settings.domain}/${repository}` };
  const answer = await control.read({
    ...errand,
    permission: onRepository(placeOf(settings), repository, "DescribeRepository"),
    send: (client, options) => client.describeRepository({ ...inputOf(settings), repository }, options),
  });
  if (answer.kind === "missing" && isContainer(answer.resource)) return undefined;
  if (answer.kind === "denied" && !own) return "denied";
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  const { upstreams = [], externalConnections = [] } = answer.value.repository ?? {};
  return {
    upstreams: upstreams.flatMap(({ repositoryName }) => repositoryName ?? []),
    connections: externalConnections.flatMap(({ externalConnectionName }) => externalConnectionName ?? []),
  };
}

async function listGroups(
  control: ControlPlane,
  settings: CodeArtifactSettings,
): Promise<ReadonlyMap<string, OriginControls>> {
  const errand = { doing: "list the package groups", where: `domain ${settings.domain}` };
  const permission = onDomain(placeOf(settings), "ListPackageGroups");
  const pages = await allPages(control, errand, (nextToken) => ({
    ...errand,
    permission,
    send: (client, options) =>
      client.listPackageGroups(
        { ...inputOf(settings), prefix: "/npm/", maxResults: PAGE, nextToken },
        options,
      ),
  }));
  const groups = pages.flatMap(({ packageGroups = [] }) => packageGroups);
  return new Map(
    groups.flatMap((group) => (group.pattern === undefined ? [] : [[group.pattern, controlsOf(group)]])),
  );
}

function controlsOf({ originConfiguration }: PackageGroupSummary): OriginControls {
  const control = (origin: Origin): OriginControls[Origin] => {
    const { mode = "INHERIT", effectiveMode } = originConfiguration?.restrictions?.[origin] ?? {};
    const effective = (effectiveMode ?? (mode === "INHERIT" ? "ALLOW" : mode)) as OriginMode;
    return { mode, effective };
  };
  return {
    PUBLISH: control("PUBLISH"),
    INTERNAL_UPSTREAM: control("INTERNAL_UPSTREAM"),
    EXTERNAL_UPSTREAM: control("EXTERNAL_UPSTREAM"),
  };
}
