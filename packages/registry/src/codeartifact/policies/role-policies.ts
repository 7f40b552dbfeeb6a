import { onPackageGroup } from "../coordinates.ts";
import { allow, BEARER_TOKEN, policyOf, type PolicyDocument, type PolicyStatement } from "./policy.ts";
import { domainArn, packageArns, repositoriesOf, repositoryArns, type PolicySubject } from "./resources.ts";

/** Who runs what: releases, installs, rehearses and verifies, prunes, or sets CodeArtifact up. */
export type Role = "release" | "read" | "rehearse" | "prune" | "setup";

export const ROLES: readonly Role[] = ["release", "read", "rehearse", "prune", "setup"];

/** What each role needs, and no more. Tests run each verb with it, and find every right of it used. */
export const ROLE_POLICIES: Readonly<Record<Role, (subject: PolicySubject) => PolicyDocument>> = {
  release: (subject) =>
    policyOf([...token(subject), allow("Read", READ, repositories(subject)), ...releasing(subject)]),
  read: (subject) =>
    policyOf([...token(subject), allow("Read", READ, repositoryArns(subject, [subject.channel]))]),
  rehearse: (subject) => policyOf([...token(subject), ...looking(subject)]),
  prune: (subject) => policyOf([...token(subject), ...pruning(subject)]),
  setup: (subject) => policyOf(settingUp(subject)),
};

function repositories(subject: PolicySubject): readonly string[] {
  return repositoryArns(subject, repositoriesOf(subject));
}

function token(subject: PolicySubject): readonly PolicyStatement[] {
  return [allow("Token", ["GetAuthorizationToken"], [domainArn(subject)]), BEARER_TOKEN];
}

const ENDPOINT = "GetRepositoryEndpoint";
const READ = [ENDPOINT, "ReadFromRepository"];

/** What is uploaded is read back by its hash, and taken out again by the rollback: archived first, then deleted. */
const UPLOAD = [
  "PublishPackageVersion",
  "ListPackageVersionAssets",
  "UpdatePackageVersionsStatus",
  "DeletePackageVersions",
];

/** What a rollback does where consumers install from: dist-tags go back, and so does a package that was new. */
const TAKE_BACK = ["PutPackageMetadata", "ListPackageVersions", "DeletePackage"];

function releasing(subject: PolicySubject): readonly PolicyStatement[] {
  const { channel, stage } = subject;
  const inChannel = packageArns(subject, channel);
  if (stage === undefined) return [allow("Channel", [...UPLOAD, ...TAKE_BACK], inChannel)];
  const [, ...readAndRemove] = UPLOAD;
  return [
    allow("Stage", UPLOAD, packageArns(subject, stage)),
    allow("Promote", ["CopyPackageVersions"], [...repositoryArns(subject, [channel]), ...inChannel]),
    allow("Channel", [...readAndRemove, ...TAKE_BACK], inChannel),
  ];
}

/** What consumers are told, and what is stored: hashes in both repositories, and why the channel hides a version. */
function looking(subject: PolicySubject): readonly PolicyStatement[] {
  const { channel } = subject;
  const stored = repositoriesOf(subject).flatMap((name) => packageArns(subject, name));
  return [
    allow("Find", [ENDPOINT], repositories(subject)),
    allow("Read", ["ReadFromRepository"], repositoryArns(subject, [channel])),
    allow("Stored", ["ListPackageVersionAssets"], stored),
    allow("Hidden", ["ListPackageVersions"], packageArns(subject, channel)),
  ];
}

const LOOK = ["ListPackageVersions", "DescribePackageVersion"];
const THIN_OUT = ["UpdatePackageVersionsStatus", "DeletePackageVersions"];

/** In the channel all packages are looked at: what others need stays, and snapshots of others expire as well. */
function pruning(subject: PolicySubject): readonly PolicyStatement[] {
  const { channel, stage } = subject;
  const all = packageArns({ ...subject, names: ["@*/*"] }, channel);
  return [
    allow("Find", [ENDPOINT], repositories(subject)),
    allow("Read", ["ReadFromRepository", "ListPackages"], repositoryArns(subject, [channel])),
    allow("Channel", [...LOOK, "ListPackageVersionDependencies", ...THIN_OUT, "PutPackageMetadata"], all),
    ...(stage === undefined ? [] : [allow("Stage", [...LOOK, ...THIN_OUT], packageArns(subject, stage))]),
  ];
}

function settingUp(subject: PolicySubject): readonly PolicyStatement[] {
  const { place, upstream } = subject;
  const behind = upstream === undefined ? [] : repositoryArns(subject, [upstream]);
  const groups = onPackageGroup(place, "/npm/", "").resource;
  return [
    allow(
      "Domain",
      ["CreateDomain", "DescribeDomain", "ListRepositoriesInDomain", "ListPackageGroups"],
      [domainArn(subject)],
    ),
    allow("Look", ["DescribeRepository"], repositoryArns(subject, ["*"])),
    allow("Create", ["CreateRepository"], [...repositories(subject), ...behind]),
    ...(upstream === undefined
      ? []
      : [
          allow("Behind", ["AssociateExternalConnection", "AssociateWithDownstreamRepository"], behind),
          allow("Link", ["UpdateRepository"], repositoryArns(subject, [subject.channel])),
        ]),
    allow("Guard", ["CreatePackageGroup", "UpdatePackageGroupOriginConfiguration"], [`${groups}*`]),
  ];
}
