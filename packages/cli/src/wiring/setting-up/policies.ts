import { ReleaseError, type Layout } from "@convoy/core";
import { crossAccountPolicies, ROLE_POLICIES, ROLES, type PolicySubject, type Role } from "@convoy/registry";
import type { Answer } from "../../answer.ts";
import type { CodeArtifactProject } from "./layout.ts";

export interface PolicyOptions {
  /** Of one role; true: of each. */
  readonly iam?: true | Role;
  readonly crossAccount?: string;
}

interface Asked extends PolicyOptions {
  /** Of the packages that are published. */
  readonly names: readonly string[];
}

/** The policies as JSON, for a file or for `aws`: of one role alone as it is, else by what they are for. Asks nobody. */
export function policiesFor(config: CodeArtifactProject, layout: Layout, asked: Asked): Answer {
  const subject = subjectOf(config, layout, asked.names);
  const { iam, crossAccount } = asked;
  const policies = crossAccount === undefined ? own(subject, iam) : theirs(subject, asked);
  const alone =
    crossAccount === undefined && typeof iam === "string" ? ROLE_POLICIES[iam](subject) : policies;
  return {
    document: { format: 1, policies },
    text: JSON.stringify(alone, null, 2),
    notes: [...subjectNotes(subject), ...(crossAccount === undefined ? [] : putNotes(layout))],
  };
}

function subjectOf({ target }: CodeArtifactProject, layout: Layout, names: readonly string[]): PolicySubject {
  const { region, domainOwner, domain } = target;
  return {
    place: { region, owner: domainOwner, domain },
    channel: layout.channel,
    ...(layout.stage === undefined ? {} : { stage: layout.stage }),
    ...(layout.upstream === undefined ? {} : { upstream: layout.upstream.name }),
    names,
  };
}

/** What the policies are about without being asked to, or are not about. */
function subjectNotes({ place, names }: PolicySubject): readonly string[] {
  return [
    ...(place.owner === undefined
      ? ["convoy.json names no domainOwner: the policies are about a domain of this name in any account"]
      : []),
    ...(names.length === 0
      ? ["no package of this workspace is published yet: the policies let nobody change a package"]
      : []),
  ];
}

function own(subject: PolicySubject, iam: PolicyOptions["iam"]): object {
  const roles = typeof iam === "string" ? [iam] : ROLES;
  return Object.fromEntries(roles.map((role) => [role, ROLE_POLICIES[role](subject)]));
}

/** Installing is what other accounts do, unless somebody says otherwise. */
function theirs(subject: PolicySubject, { crossAccount = "", iam = true }: PolicyOptions): object {
  if (!/^[0-9]{12}$/.test(crossAccount))
    throw new ReleaseError("USAGE", `--cross-account: an account is 12 digits, got ${crossAccount}`, {
      hint: "It is the account whose roles are to be let in.",
    });
  if (iam === "setup")
    throw new ReleaseError("USAGE", "another account cannot set this domain up", {
      hint: "`--cross-account ID` takes `--iam` with `release`, `read`, `rehearse` or `prune`.",
    });
  return crossAccountPolicies(subject, crossAccount, iam === true ? "read" : iam);
}

function putNotes({ domain }: Layout): readonly string[] {
  return [
    `put \`domain\` on ${domain} with \`aws codeartifact put-domain-permissions-policy\`, and each of \`repositories\` with \`put-repository-permissions-policy\`: either replaces the policy that is there, so merge them first`,
    "give `identity` to the role in the other account",
  ];
}
