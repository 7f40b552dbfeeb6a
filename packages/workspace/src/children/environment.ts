/** Variables by name, as in `process.env`; the caller hands them in. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a child process may see: where programs and its own folders are, the language, the proxy, and that this is
 * CI. An allow-list, because a credential may have any name: none gets through unless the user names it in `also`, and
 * those of AWS and npm not even then.
 */
export function childEnvironment(
  environment: Environment,
  also: readonly string[] = [],
): Record<string, string> {
  const wished = also.map((name) => name.toUpperCase()).filter((name) => !NEVER.test(name));
  const allowed = new Set([...ALLOWED, ...wished]);
  const seen: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && allowed.has(name.toUpperCase())) seen[name] = value;
  }
  return seen;
}

const NEVER = /^(AWS_|NPM_TOKEN$|NODE_AUTH_TOKEN$)/;

const ALLOWED: readonly string[] = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "TEMP",
  "TMP",
  "TZ",
  "LANG",
  "LANGUAGE",
  "LC_ALL",
  "LC_CTYPE",
  "TERM",
  "NO_COLOR",
  "CI",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "XDG_STATE_HOME",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  // Windows cannot start a program without these.
  "SYSTEMROOT",
  "SYSTEMDRIVE",
  "COMSPEC",
  "PATHEXT",
  "WINDIR",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "PROGRAMDATA",
  "PROGRAMFILES",
];
