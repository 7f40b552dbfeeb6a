import { list, map, oneOf, struct, text, type Rule } from "../control/rules.ts";
import { QUERY_MEMBERS } from "../control/members.ts";

const NAME = text(1, 510);
const ANY_OBJECT = struct({});
const PERMISSION = oneOf("ALLOW", "BLOCK");
const MANY = Number.POSITIVE_INFINITY;

const VERSION = struct(
  {
    version: NAME,
    status: oneOf("Published", "Unlisted", "Archived"),
    manifest: ANY_OBJECT,
    tarball: text(1, 4096),
    integrity: text(95, 95, "sha512-[A-Za-z0-9+/]{86}=="),
    files: map(text(0, MANY)),
  },
  "version",
);

const PACKAGE = struct(
  {
    name: NAME,
    tags: map(NAME),
    origin: struct({ publish: PERMISSION, upstream: PERMISSION }, "publish", "upstream"),
    versions: list(VERSION, MANY),
  },
  "name",
  "versions",
);

const REPOSITORY = struct(
  {
    name: ruleOf("repository"),
    description: text(0, 1000),
    upstreams: list(ruleOf("repository"), 10),
    externalConnections: list(ruleOf("external-connection"), 1),
    packages: list(PACKAGE, MANY),
  },
  "name",
);

const DOMAIN = struct(
  { name: ruleOf("domain"), region: text(1, 50), repositories: list(REPOSITORY, 1000) },
  "name",
);

/** What a seed file must be like. */
export const SEED_RULE: Rule = struct({ domains: list(DOMAIN) }, "domains");

function ruleOf(member: string): Rule {
  const rule = QUERY_MEMBERS[member]?.rule;
  if (rule === undefined) throw new Error(`no member ${member}`);
  return rule;
}
