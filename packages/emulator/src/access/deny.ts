import { denialText } from "./permissions.ts";
import {
  allows,
  denies,
  globMatches,
  parseIdentityPolicy,
  wholeAction,
  type IdentityPolicy,
  type Permission,
} from "./policy.ts";
import { denied, EmulatorError, ServiceError } from "../errors.ts";
import { policyBucket } from "../store/records.ts";
import type { World } from "../world.ts";

/** `CopyPackageVersions` or `CopyPackageVersions:arn:aws:codeartifact:*:*:package/acme/channel/*`, read. */
export interface DenyRule {
  readonly action: string;
  readonly resource: string;
}

const RULE = /^(?:codeartifact:)?((?:sts:)?[A-Za-z*?]+)(?::(.+))?$/;

/** Throws an `EmulatorError` for a text that is no rule. */
export function parseDenyRule(text: string): DenyRule {
  const [, action, resource = "*"] = RULE.exec(text) ?? [];
  if (action !== undefined) return { action, resource };
  throw new EmulatorError("DENY_RULE_INVALID", `not a deny rule: ${text}`, {
    hint: "Write ACTION or ACTION:ARN, both with * where anything fits.",
  });
}

/** The denial of a permission that no identity-based policy gives. */
export function denialByRule(rules: readonly DenyRule[], permission: Permission): ServiceError | undefined {
  const { action, resource } = permission;
  const hit = rules.some(
    (rule) => globMatches(rule.action, action, "i") && globMatches(rule.resource, resource),
  );
  return hit ? identityDenial(permission) : undefined;
}

/** Reads the one policy that the caller has. Throws an `EmulatorError` for a text that is none. */
export function readIdentityPolicy(document: string): IdentityPolicy {
  try {
    return parseIdentityPolicy(document);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new EmulatorError("POLICY_INVALID", error.message, {
      hint: "Give an identity-based policy of IAM, as JSON: statements with Effect, Action and Resource.",
    });
  }
}

/** The denial of a permission that the caller's policy does not give. */
export function denialByIdentity(policy: IdentityPolicy, permission: Permission): ServiceError | undefined {
  return allows(policy, permission) ? undefined : identityDenial(permission);
}

export function identityDenial(permission: Permission): ServiceError {
  const why = `because no identity-based policy allows the ${wholeAction(permission)} action`;
  return denied(denialText(permission, why));
}

const RESOURCE =
  /^(arn:aws:codeartifact:[^:]*:[^:]*:)(?:domain|repository|package|package-group)\/([^/]+)(?:\/([^/]+))?/;

/** The denial of a permission by the policy of its repository or of its domain. */
export function denialByPolicy(world: World, permission: Permission): ServiceError | undefined {
  const policies = policyBucket(world.store);
  if (policies.size === 0) return undefined;
  const [, prefix, domain, repository] = RESOURCE.exec(permission.resource) ?? [];
  if (prefix === undefined) return undefined;
  const arns = [`${prefix}domain/${domain}`, `${prefix}repository/${domain}/${repository}`];
  const hit = arns.some((arn) => {
    const policy = policies.get(arn);
    return policy !== undefined && denies(policy.document, permission);
  });
  return hit ? denied(denialText(permission, "with an explicit deny in a resource-based policy")) : undefined;
}
