/** A policy of IAM, or of a resource. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  /** Letters and digits: IAM takes nothing else. */
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal?: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A statement about nothing is left out: IAM takes none. */
export function policyOf(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements.filter(({ Resource }) => Resource.length > 0) };
}

/** Actions of CodeArtifact, by their names in its API. */
export function allow(
  Sid: string,
  actions: readonly string[],
  resources: readonly string[],
): PolicyStatement {
  return {
    Sid,
    Effect: "Allow",
    Action: actions.map((action) => `codeartifact:${action}`),
    Resource: resources,
  };
}

/** A token of CodeArtifact is a bearer token, which STS gives: to this service alone. */
export const BEARER_TOKEN: PolicyStatement = {
  Sid: "BearerToken",
  Effect: "Allow",
  Action: ["sts:GetServiceBearerToken"],
  Resource: "*",
  Condition: { StringEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" } },
};
