export { read as readThrough, write as writeThrough, type Operation } from "./limits/carry.ts";
export type { Clock } from "./limits/clock.ts";
export { Gate } from "./limits/gate.ts";
export type { ChangeOutcome, Inventory, PackageNeeds } from "./inventory.ts";
export { readUserNpmrc } from "./npm/npmrc.ts";
export { packageSource } from "./npm/package-source.ts";
export type { PublishedPackage } from "./npm/published.ts";
export { crossAccountPolicies } from "./codeartifact/policies/cross-account.ts";
export { ROLE_POLICIES, ROLES, type Role } from "./codeartifact/policies/role-policies.ts";
export type { PolicySubject } from "./codeartifact/policies/resources.ts";
export { openProvisioning, type Provisioning } from "./codeartifact/provisioning/open-provisioning.ts";
export type { TargetPorts } from "./limits/open-gate.ts";
export { openTarget } from "./open-target.ts";
export {
  DEFAULT_LIMITS,
  DEFAULT_TOKEN_SECONDS,
  type Access,
  type CodeArtifactSettings,
  type Limits,
  type NpmSettings,
  type ProxySettings,
  type TargetSettings,
} from "./settings.ts";
export type { Consumer, Inventories, OpenTarget, PresentVersion, Repository, Target } from "./target.ts";
