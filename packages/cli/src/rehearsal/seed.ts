import type { Seed, SeedPackage, SeedVersion } from "@convoy/emulator";
import type { ChannelNow } from "./channel-now.ts";
import type { EmulatedPlace } from "./emulated-place.ts";

/**
 * The channel as it is, for the emulator. A version that is to be released has the hash that it has there, so that the
 * same conflicts arise. The others have their manifests, and a tarball that is made of nothing else: that is what an
 * install goes by, and their bytes are nobody's business here.
 */
export function seedOf(
  { packages, hidden }: ChannelNow,
  versions: ReadonlyMap<string, string>,
  { domain, region, repository, staging }: EmulatedPlace,
): Seed {
  const channel = [...packages].map(([name, { distTags, versions: published }]): SeedPackage => {
    const shown = [...published].map(([version, { integrity, manifest }]): SeedVersion => {
      const isDue = versions.get(name) === version && integrity !== "";
      return isDue ? { version, manifest, integrity } : { version, manifest };
    });
    return { name, tags: distTags, versions: [...shown, ...hiddenOf(name, "channel", hidden)] };
  });
  const unshown = hidden.filter(({ place, name }) => place === "channel" && !packages.has(name));
  const ofNoneShown = unshown.map(({ name }): SeedPackage => ({
    name,
    tags: {},
    versions: hiddenOf(name, "channel", hidden),
  }));
  const staged = hidden
    .filter(({ place }) => place === "stage")
    .map(({ name }): SeedPackage => ({ name, versions: hiddenOf(name, "stage", hidden) }));
  return {
    domains: [
      {
        name: domain,
        region,
        repositories: [
          ...(staging === undefined ? [] : [{ name: staging, packages: staged }]),
          {
            name: repository,
            externalConnections: ["public:npmjs"],
            packages: [...channel, ...ofNoneShown],
          },
        ],
      },
    ],
  };
}

function hiddenOf(
  name: string,
  place: "channel" | "stage",
  hidden: ChannelNow["hidden"],
): readonly SeedVersion[] {
  return hidden
    .filter((one) => one.name === name && one.place === place)
    .map(({ version, integrity }) => ({
      version,
      status: place === "stage" ? "Published" : "Unlisted",
      ...(integrity === "" ? {} : { integrity }),
    }));
}
