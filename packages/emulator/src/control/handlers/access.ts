import { domainOf, repositoryOf, seconds, type Handler } from "../context.ts";
import { invalid } from "../../errors.ts";
import { endpointOf } from "../../npm/endpoint.ts";
import { requireDomain, requireRepository } from "../../registry/lookup.ts";
import { ACCOUNT } from "../../world.ts";

const TWELVE_HOURS = 43_200;
const SHORTEST = 900;

/** A `duration` of 0 means as long as the caller's session, which has no end here, so it is twelve hours as well. */
const getAuthorizationToken: Handler = (input, { world }) => {
  const domain = requireDomain(world, domainOf(input));
  const asked = input.durationSeconds ?? TWELVE_HOURS;
  if (asked !== 0 && asked < SHORTEST) {
    throw invalid(
      `Value '${asked}' at 'durationSeconds' failed to satisfy constraint: Member must be 0 or between ${SHORTEST} and ${TWELVE_HOURS}`,
    );
  }
  const life = world.tokenSeconds ?? (asked === 0 ? TWELVE_HOURS : asked);
  const expires = world.clock.now() + life * 1000;
  return {
    authorizationToken: world.tokens.issue({ domain: domain.name, owner: ACCOUNT, expires }),
    expiration: seconds(expires),
  };
};

const getRepositoryEndpoint: Handler = (input, { world, origin }) => {
  const { domain, name } = requireRepository(world, repositoryOf(input));
  return { repositoryEndpoint: endpointOf(origin, { domain, repository: name }, input.format) };
};

export const accessHandlers: Readonly<Record<string, Handler>> = {
  GetAuthorizationToken: getAuthorizationToken,
  GetRepositoryEndpoint: getRepositoryEndpoint,
};
