import type * as CodeArtifact from "@aws-sdk/client-codeartifact";

/** The account that the emulator plays. */
export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";

/** What a child process needs to reach the emulator as it would reach AWS. */
export function awsEnv(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_CODEARTIFACT: url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** The SDK and a client for the emulator at `url`. Loaded when asked for: most tests need neither. */
export interface ControlPlane {
  readonly sdk: typeof CodeArtifact;
  readonly client: CodeArtifact.CodeartifactClient;
}

export async function controlPlane(url: string): Promise<ControlPlane> {
  const sdk = await import("@aws-sdk/client-codeartifact");
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return {
    sdk,
    client: new sdk.CodeartifactClient({ endpoint: url, region: REGION, credentials }),
  };
}

/** A repository to create, with the repositories behind it, first come first searched. */
export interface RepositorySpec {
  readonly name: string;
  readonly upstreams?: readonly string[];
}

/** Creates the domain and its repositories, in the order given. */
export async function provision(
  { sdk, client }: ControlPlane,
  domain: string,
  repositories: readonly RepositorySpec[],
): Promise<void> {
  await client.send(new sdk.CreateDomainCommand({ domain }));
  for (const { name, upstreams = [] } of repositories) {
    const behind = upstreams.map((repositoryName) => ({ repositoryName }));
    await client.send(new sdk.CreateRepositoryCommand({ domain, repository: name, upstreams: behind }));
  }
}

/** The npm endpoint of a repository, with its trailing slash. */
export async function npmEndpoint(
  { sdk, client }: ControlPlane,
  domain: string,
  repository: string,
): Promise<string> {
  const answer = await client.send(
    new sdk.GetRepositoryEndpointCommand({ domain, repository, format: "npm" }),
  );
  if (answer.repositoryEndpoint === undefined) throw new Error(`no endpoint for ${domain}/${repository}`);
  return answer.repositoryEndpoint;
}

/** A token for the npm plane of all repositories of the domain. */
export async function authorizationToken({ sdk, client }: ControlPlane, domain: string): Promise<string> {
  const answer = await client.send(new sdk.GetAuthorizationTokenCommand({ domain }));
  if (answer.authorizationToken === undefined) throw new Error(`no token for ${domain}`);
  return answer.authorizationToken;
}
