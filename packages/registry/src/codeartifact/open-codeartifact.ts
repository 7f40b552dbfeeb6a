import { openAgents } from "../agents.ts";
import type { Gate } from "../limits/gate.ts";
import { consumerOf } from "../npm/consumer.ts";
import { nerfDart } from "../npm/credential.ts";
import { readDocument } from "../npm/look.ts";
import { NpmPlane } from "../npm/npm-plane.ts";
import type { Opened } from "../npm/open-npm.ts";
import { publishedIn } from "../npm/published.ts";
import { errorOf } from "../replies/error-of.ts";
import type { Permission } from "../replies/permission.ts";
import type { CodeArtifactSettings } from "../settings.ts";
import type { Inventories, Target } from "../target.ts";
import { openControlPlane } from "./control-plane.ts";
import { inventoryOf } from "./inventory/open-inventory.ts";
import { onRepository } from "./coordinates.ts";
import { askForToken, npmEndpoint, placeOf } from "./domain.ts";
import { missingRights } from "./missing-rights.ts";
import type { RepositoryPlace } from "./place.ts";
import { promote } from "./promote.ts";
import { codeArtifactRepository } from "./repository.ts";
import { TokenSource } from "./token-source.ts";

/** Opens the repositories of a domain: asks for a token and for the npm endpoint of each, at the same time. */
export async function openCodeArtifact(settings: CodeArtifactSettings, gate: Gate): Promise<Opened> {
  const { upload, copy, read } = settings.limits;
  const agents = openAgents({ sockets: upload + copy + read + 1, proxy: settings.proxy });
  const control = await openControlPlane(settings, gate, agents);
  const { clock } = gate.ports;
  const tokens = new TokenSource(() => askForToken(control, settings, clock), clock);
  const close = (): void => {
    tokens.forget();
    control.close();
    agents.close();
  };
  const openPlace = async (repository: string): Promise<RepositoryPlace> => {
    const registry = await npmEndpoint(control, settings, repository);
    const agent = registry.protocol === "https:" ? agents.https : agents.http;
    const label = `${settings.domain}/${repository}`;
    const plane = new NpmPlane({ registry, label, gate, credentials: tokens.for(nerfDart(registry)), agent });
    return { settings, repository, control, plane };
  };
  try {
    const { staging } = settings;
    const [channel, stage] = await Promise.all([
      openPlace(settings.repository),
      staging === undefined ? undefined : openPlace(staging),
      assertToken(tokens, settings.domain),
    ]);
    return {
      target: targetOf(channel, stage),
      consumer: consumerOf(channel.plane, mayRead(channel)),
      inventories: inventoriesOf(channel, stage),
      missingRights: (names) => missingRights(channel, stage, names),
      published: (name) => publishedAt(channel, name),
      close,
    };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

function inventoriesOf(channel: RepositoryPlace, stage: RepositoryPlace | undefined): Inventories {
  const ofChannel = { channel: inventoryOf(channel) };
  return stage === undefined ? ofChannel : { ...ofChannel, stage: inventoryOf(stage) };
}

function publishedAt(channel: RepositoryPlace, name: string): ReturnType<Opened["published"]> {
  return readDocument(channel.plane, { name, permission: mayRead(channel) }, publishedIn);
}

function mayRead({ settings, repository }: RepositoryPlace): Permission {
  return onRepository(placeOf(settings), repository, "ReadFromRepository");
}

function targetOf(channel: RepositoryPlace, stage: RepositoryPlace | undefined): Target {
  if (stage === undefined) return { strategy: "direct", channel: codeArtifactRepository(channel) };
  return {
    strategy: "staged",
    channel: codeArtifactRepository(channel),
    stage: codeArtifactRepository(stage),
    promote: (name, version, revision) => promote(stage, channel, { name, version, revision }),
  };
}

async function assertToken(tokens: TokenSource, domain: string): Promise<void> {
  const fault = await tokens.ready();
  if (fault !== undefined)
    throw errorOf(fault, { doing: "get an authorization token", where: `domain ${domain}` });
}
