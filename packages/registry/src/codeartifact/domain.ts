import { errorOf } from "../replies/error-of.ts";
import { answered, type Answer } from "../replies/fault.ts";
import type { CodeArtifactSettings } from "../settings.ts";
import type { Clock } from "../limits/clock.ts";
import type { ControlPlane } from "./control-plane.ts";
import { onDomain, onRepository, type DomainPlace } from "./coordinates.ts";
import type { Token } from "./token-source.ts";

/** The parameters that every call about the domain has. */
export interface DomainInput {
  readonly domain: string;
  readonly domainOwner?: string;
}

export function placeOf({ region, domainOwner, domain }: CodeArtifactSettings): DomainPlace {
  return { region, owner: domainOwner, domain };
}

export function inputOf({ domain, domainOwner }: CodeArtifactSettings): DomainInput {
  return { domain, ...(domainOwner === undefined ? {} : { domainOwner }) };
}

/**
 * Asks for an authorization token. Its life is counted from our own clock, so that a clock that is off ends no
 * token early; the end that the registry names counts only where it is sooner than what was asked for.
 */
export async function askForToken(
  control: ControlPlane,
  settings: CodeArtifactSettings,
  clock: Clock,
): Promise<Answer<Token>> {
  const answer = await control.read(
    {
      doing: "get an authorization token",
      where: `domain ${settings.domain}`,
      permission: onDomain(placeOf(settings), "GetAuthorizationToken"),
      send: (client, options) =>
        client.getAuthorizationToken(
          { ...inputOf(settings), durationSeconds: settings.tokenSeconds },
          options,
        ),
    },
    "token",
  );
  if (answer.kind !== "answered") return answer;
  const { authorizationToken: text, expiration } = answer.value;
  if (text === undefined) return { kind: "broken", words: "the answer has no token" };
  return answered({ text, lifeMs: lifeOf(settings.tokenSeconds * 1000, expiration, clock.wall()) });
}

const UNKNOWN_LIFE_MS = 900_000;

function lifeOf(askedMs: number, expiration: Date | undefined, wall: number): number {
  const asked = askedMs === 0 ? UNKNOWN_LIFE_MS : askedMs;
  const named = expiration === undefined ? asked : expiration.getTime() - wall;
  if (named <= 0) return asked;
  return askedMs === 0 ? named : Math.min(asked, named);
}

/** Where the repository's npm side is. Throws `TARGET_NOT_FOUND` when there is no such repository, and the like. */
export async function npmEndpoint(
  control: ControlPlane,
  settings: CodeArtifactSettings,
  repository: string,
): Promise<URL> {
  const errand = { doing: "find the npm endpoint", where: `${settings.domain}/${repository}` };
  const answer = await control.read({
    ...errand,
    permission: onRepository(placeOf(settings), repository, "GetRepositoryEndpoint"),
    send: (client, options) =>
      client.getRepositoryEndpoint({ ...inputOf(settings), repository, format: "npm" }, options),
  });
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  const { repositoryEndpoint } = answer.value;
  if (repositoryEndpoint === undefined || !URL.canParse(repositoryEndpoint))
    throw errorOf({ kind: "broken", words: "the answer has no endpoint" }, errand);
  const url = new URL(repositoryEndpoint);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
