import { allow, BEARER_TOKEN, policyOf, type PolicyDocument, type PolicyStatement } from "./policy.ts";
import { repositoriesOf, type PolicySubject } from "./resources.ts";
import { ROLE_POLICIES, type Role } from "./role-policies.ts";
import { partitionOf } from "../coordinates.ts";

/** What lets another account in. */
export interface CrossAccountPolicies {
  /** To be put on the domain. */
  readonly domain: PolicyDocument;
  /** To be put on each repository, by its name. */
  readonly repositories: Readonly<Record<string, PolicyDocument>>;
  /** For a role in the other account: it takes both sides to let somebody in. */
  readonly identity: PolicyDocument;
}

/**
 * The policies that let roles of the account do what the role does. Which of its roles, the other account says with
 * the policies of its own; the policy of a repository is about that repository alone, and so names no resource.
 */
export function crossAccountPolicies(
  subject: PolicySubject,
  account: string,
  role: Exclude<Role, "setup">,
): CrossAccountPolicies {
  const identity = ROLE_POLICIES[role](subject);
  const principal = {
    Principal: { AWS: `arn:${partitionOf(subject.place.region)}:iam::${account}:root` },
  };
  const open = (statement: PolicyStatement): PolicyStatement => ({
    ...statement,
    ...principal,
    Resource: "*",
  });
  const granted = repositoriesOf(subject).flatMap((name) => {
    const actions = actionsOn(identity, name);
    const statement = { Sid: "Convoy", Effect: "Allow", Action: actions, Resource: "*" } as const;
    return actions.length === 0 ? [] : [[name, policyOf([open(statement)])] as const];
  });
  return {
    domain: policyOf([allow("Token", ["GetAuthorizationToken"], []), BEARER_TOKEN].map(open)),
    repositories: Object.fromEntries(granted),
    identity,
  };
}

/** What the role does in the repository, or on packages in it. */
function actionsOn({ Statement }: PolicyDocument, repository: string): readonly string[] {
  const isOf = (arn: string): boolean =>
    /:(?:repository|package)\//.test(arn) && arn.split("/")[2] === repository;
  const about = Statement.filter(({ Resource }) => [Resource].flat().some(isOf));
  return [...new Set(about.flatMap(({ Action }) => Action))].toSorted();
}
