import { nerfDart, type Credential, type CredentialSource } from "./credential.ts";

const PARTS = ["_authToken", "_auth", "username", "_password", "certfile", "keyfile"];
const UNSET_VARIABLE = /\$\{[^}]*\}/;

/**
 * What the user's npmrc has for this registry, else `token`. As npm does, an entry for a folder above the registry's
 * path counts too, the nearest first; an entry that is empty, or whose variable is not set, counts as missing.
 */
export function userCredential(
  registry: URL,
  npmrc: Readonly<Record<string, string>>,
  token: string | undefined,
): CredentialSource {
  const credential = fromNpmrc(nerfDart(registry), npmrc) ?? fromToken(nerfDart(registry), token);
  return {
    ready: () => Promise.resolve(undefined),
    current: () => credential,
    refuse: () => false,
  };
}

function fromNpmrc(dart: string, npmrc: Readonly<Record<string, string>>): Credential | undefined {
  for (let key = dart; key.length > "//".length; key = key.replace(/([^/]+|\/)$/, "")) {
    const found = PARTS.flatMap((part) => {
      const value = npmrc[`${key}:${part}`];
      return value === undefined || value === "" || UNSET_VARIABLE.test(value) ? [] : [{ part, value }];
    });
    if (found.length > 0) return credentialOf(dart, found);
  }
  return undefined;
}

function credentialOf(dart: string, found: readonly { part: string; value: string }[]): Credential {
  const secrets = found.filter(({ part }) => part.startsWith("_")).map(({ value }) => value);
  return {
    options: Object.fromEntries(found.map(({ part, value }) => [`${dart}:${part}`, value])),
    secrets: secrets.flatMap((secret) => [secret, Buffer.from(secret, "base64").toString("utf8")]),
  };
}

function fromToken(dart: string, token: string | undefined): Credential {
  if (token === undefined || token === "") return { options: {}, secrets: [] };
  return { options: { [`${dart}:_authToken`]: token }, secrets: [token] };
}
