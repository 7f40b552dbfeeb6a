import { childEnvironment, type Environment } from "../children/environment.ts";

/** Who commits, and what the user told git by its environment. */
const SETTINGS: readonly string[] = [
  "EMAIL",
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CEILING_DIRECTORIES",
];

/** How the user's keys are reached, to sign and to speak with the remote. */
const KEYS: readonly string[] = [
  "SSH_AUTH_SOCK",
  "SSH_AGENT_PID",
  "SSH_ASKPASS",
  "SSH_ASKPASS_REQUIRE",
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_SSH_VARIANT",
  "GIT_ASKPASS",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "ALL_PROXY",
  "GNUPGHOME",
  "GPG_TTY",
];

/** `git -c` by environment, as CI systems hand settings to every git: GIT_CONFIG_COUNT, _KEY_0, _VALUE_0 and on. */
const CONFIG_BY_NUMBER = /^GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+)$/;

export interface GitEnvironments {
  readonly plain: Readonly<Record<string, string>>;
  /** For commands that sign or reach the remote. git is the user's own program: no code of the repository sees it. */
  readonly withKeys: Readonly<Record<string, string>>;
}

/** What git sees of `environment`. `also` names variables that a credential helper of the user needs. */
export function gitEnvironments(environment: Environment, also: readonly string[]): GitEnvironments {
  const numbered = Object.keys(environment).filter((name) => CONFIG_BY_NUMBER.test(name));
  const plain = [...SETTINGS, ...numbered];
  return {
    plain: { ...childEnvironment(environment, plain), ...FIXED },
    withKeys: { ...childEnvironment(environment, [...plain, ...KEYS, ...also]), ...FIXED },
  };
}

const FIXED: Readonly<Record<string, string>> = {
  LC_ALL: "C",
  LANGUAGE: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
};
