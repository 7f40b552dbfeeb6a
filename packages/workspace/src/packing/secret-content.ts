interface SecretKind {
  readonly what: string;
  /** Found by a plain search first; the pattern then looks at the place only. */
  readonly sign: string;
  readonly pattern: RegExp;
}

/** Each pattern is anchored at the sign and bounded, so that no content makes it slow. */
const KINDS: readonly SecretKind[] = [
  {
    what: "a private key",
    sign: "-----BEGIN ",
    pattern: /^-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----(?:\s|\\n){1,4}[A-Za-z0-9+/=:,\- ]{32}/,
  },
  { what: "an AWS access key", sign: "AKIA", pattern: /^AKIA(?![A-Z2-7]{9}EXAMPLE)[A-Z2-7]{16}\b/ },
  { what: "an AWS session key", sign: "ASIA", pattern: /^ASIA(?![A-Z2-7]{9}EXAMPLE)[A-Z2-7]{16}\b/ },
  { what: "an npm token", sign: "npm_", pattern: /^npm_[A-Za-z0-9]{36}\b/ },
  { what: "a GitHub token", sign: "ghp_", pattern: /^ghp_[A-Za-z0-9]{36}\b/ },
  { what: "a GitHub token", sign: "ghs_", pattern: /^ghs_[A-Za-z0-9]{36}\b/ },
  { what: "a GitHub token", sign: "github_pat_", pattern: /^github_pat_[A-Za-z0-9_]{60}/ },
];

const WINDOW = 200;
const HITS = 1_000;

/** Files whose purpose is to hold settings, where a credential has a name and no form. */
const SETTINGS: readonly { readonly file: RegExp; readonly credential: RegExp; readonly what: string }[] = [
  {
    file: /(?:^|\/)\.npmrc$/,
    credential: /^[^#;\n]{0,500}_(?:authToken|auth|password)\s{0,9}=/m,
    what: "a registry credential",
  },
  {
    file: /(?:^|\/)\.yarnrc\.ya?ml$/,
    credential: /^\s{0,40}npmAuth(?:Token|Ident)\s{0,9}:/m,
    what: "a registry credential",
  },
];

/** What in a file's content looks like a secret, by kind; an empty list where nothing does. */
export function secretsIn(path: string, content: Buffer): readonly string[] {
  const kinds = KINDS.filter((kind) => has(content, kind)).map(({ what }) => what);
  const settings = SETTINGS.filter(({ file }) => file.test(path)).filter(({ credential }) =>
    credential.test(content.toString("latin1")),
  );
  return [...new Set([...kinds, ...settings.map(({ what }) => what)])];
}

function has(content: Buffer, { sign, pattern }: SecretKind): boolean {
  let from = 0;
  for (let hit = 0; hit < HITS; hit += 1) {
    const at = content.indexOf(sign, from, "latin1");
    if (at === -1) return false;
    if (pattern.test(content.toString("latin1", at, at + WINDOW))) return true;
    from = at + sign.length;
  }
  return false;
}
