import type { PackRule } from "./entry-rules.ts";

/** Files whose name says that they hold a secret. */
const SECRET_NAMES: readonly RegExp[] = [
  /(^|\/)\.env(\.(?!(example|sample|template|dist|defaults)$)[^/]*)?$/,
  /(^|\/)\.git-credentials$/,
  /(^|\/)[._]netrc$/,
  /(^|\/)\.pypirc$/,
  /(^|\/)\.htpasswd$/,
  /(^|\/)id_(rsa|dsa|ecdsa|ed25519)$/,
  /(^|\/)\.aws\/(credentials|config)$/,
  /(^|\/)\.docker\/config\.json$/,
  /(^|\/)\.kube\/config$/,
  /\.(p12|pfx|jks|keystore)$/,
];

const hasNoSecretFile: PackRule = ({ name, tarball, allowed }) =>
  tarball.entries
    .map(({ path }) => path.slice("package/".length))
    .filter((path) => SECRET_NAMES.some((pattern) => pattern.test(path.toLowerCase())))
    .filter((path) => !allowed.has(`${name}/${path}`))
    .map((path) => `${path} looks like a file of secrets`);

const hasNoSecretContent: PackRule = ({ name, tarball, allowed }) =>
  [...tarball.secrets]
    .map(([path, kinds]) => ({ path: path.slice("package/".length), kinds }))
    .filter(({ path }) => !allowed.has(`${name}/${path}`))
    .map(({ path, kinds }) => `${path} has ${kinds.join(" and ")} in it`);

/** Secrets that went into a tarball are out of the house: what looks like one is refused until it is allowed by name. */
export const SECRET_RULES: readonly PackRule[] = [hasNoSecretFile, hasNoSecretContent];
