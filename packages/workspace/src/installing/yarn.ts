import { join } from "node:path";
import { parse, stringify } from "yaml";
import { jsonLines, secretNames, type ClientRecipe, type InstallFrom } from "./client.ts";

/** A name of our own: Yarn also reads such files in the folders above, and runs the plugins that they name. */
const RC_FILE = ".convoy-yarnrc.yml";

/** What Yarn calls the line that only says that there were errors. */
const SUMMARY = "YN0000";

/** The Yarn on the PATH, from 2 on. */
export const yarn: ClientRecipe = {
  // The first one asks the public registry, and runs scripts.
  since: 2,
  command: () => ["yarn", "install", "--json", "--mode=skip-build"],
  files: (from, { project, home }) => ({
    [join(project, RC_FILE)]: stringify({ ...settingsOf(from), ...foldersIn(home) }),
    // An empty lock file marks the folder as a project of its own.
    [join(project, "yarn.lock")]: "",
  }),
  env: { YARN_RC_FILENAME: RC_FILE, YARN_IGNORE_PATH: "1", COREPACK_ENABLE_DOWNLOAD_PROMPT: "0" },
  lockFile: "yarn.lock",
  locked(text) {
    const entries = (parse(text) ?? {}) as Readonly<Record<string, YarnEntry>>;
    return Object.values(entries).flatMap(({ version, resolution }) => {
      const name = /^(@?[^@]+)@npm:/.exec(String(resolution))?.[1];
      return name === undefined ? [] : [{ name, version: String(version) }];
    });
  },
  complaints: (output) =>
    jsonLines(output).flatMap(({ type, displayName, data }) =>
      type === "error" && displayName !== SUMMARY ? [`${String(displayName)}: ${String(data)}`] : [],
    ),
};

interface YarnEntry {
  readonly version?: unknown;
  readonly resolution?: unknown;
}

function foldersIn(home: string): object {
  return {
    enableGlobalCache: false,
    globalFolder: join(home, "yarn"),
    cacheFolder: join(home, "cache"),
  };
}

function settingsOf({ registry, settings }: InstallFrom): object {
  const { protocol, hostname } = new URL(registry);
  return {
    npmRegistryServer: registry,
    ...credentialOf(settings),
    unsafeHttpWhitelist: protocol === "http:" ? [hostname] : [],
    nodeLinker: "node-modules",
    enableScripts: false,
    enableTelemetry: false,
    enableImmutableInstalls: false,
    npmMinimalAgeGate: 0,
  };
}

/** The settings of an npmrc in Yarn's words. A user's name and password are one word to it, as `_auth` is to npm. */
function credentialOf(settings: InstallFrom["settings"]): object {
  for (const [key, variable] of secretNames(settings)) {
    const reference = `\${${variable}}`;
    if (key.endsWith(":_authToken")) return { npmAuthToken: reference, npmAlwaysAuth: true };
    if (key.endsWith(":_auth")) return { npmAuthIdent: reference, npmAlwaysAuth: true };
  }
  return {};
}
