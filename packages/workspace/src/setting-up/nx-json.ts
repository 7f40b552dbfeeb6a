import { section, type Json } from "@convoy/core";

export interface NxSettings {
  /** @nx/js is there, and writes the versions. */
  readonly nxJs: boolean;
  readonly tags?: "nx" | "convoy" | undefined;
}

const PLUGIN = "@convoy/nx";
const TARGET = "nx-release-publish";

/** nx.json with the plugin, and with our executor in the place of the stock one. What is there already stays. */
export function withConvoy(nxJson: Json, { nxJs, tags }: NxSettings): Json {
  const release = section(nxJson, "release");
  const version = section(release, "version");
  const git = tags === "convoy" ? { git: { ...section(release, "git"), tag: false } } : {};
  const actions =
    nxJs || version["versionActions"] !== undefined
      ? {}
      : { version: { ...version, versionActions: `${PLUGIN}/version-actions` } };
  return {
    ...nxJson,
    plugins: withPlugin(nxJson["plugins"]),
    targetDefaults: withExecutor(nxJson["targetDefaults"]),
    release: { ...release, ...actions, ...git },
  };
}

function withPlugin(plugins: unknown): unknown {
  const list = Array.isArray(plugins) ? (plugins as readonly unknown[]) : [];
  return namesConvoy(list) ? list : [...list, PLUGIN];
}

/** Whether `plugins` of an nx.json have the one of Convoy among them. */
export function namesConvoy(plugins: readonly unknown[]): boolean {
  const names = plugins.map((one) => (typeof one === "string" ? one : (one as { plugin?: unknown }).plugin));
  return names.includes(PLUGIN);
}

/** Nx infers the target with the stock executor after all plugins have spoken; only a default changes it. */
function withExecutor(targetDefaults: unknown): Json {
  const executor = `${PLUGIN}:publish`;
  const all = section({ targetDefaults }, "targetDefaults");
  const own = all[TARGET];
  if (!Array.isArray(own)) return { ...all, [TARGET]: { ...section(all, TARGET), executor } };
  // Of several defaults for one target, the last that fits counts.
  const entries = own as readonly Json[];
  const last = entries.at(-1);
  return last?.["executor"] === executor ? all : { ...all, [TARGET]: [...entries, { executor }] };
}
