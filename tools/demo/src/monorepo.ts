import type { PackageSpec, WorkspaceSpec } from "@convoy/testkit";

/** Three layers: what knows nothing of the others, what is built on it, and what teams use. */
const FOUNDATION = ["bytes", "clock", "codec", "log"];
const MIDDLE = {
  cache: ["bytes", "clock"],
  http: ["codec", "log"],
  queue: ["codec", "clock"],
  store: ["bytes", "log"],
};
const SURFACE = { api: ["http", "cache"], jobs: ["queue", "store"], sdk: ["http", "store"] };

/**
 * Twelve packages, eleven to publish and one private app. Each has a build, and its packed code is what the build
 * wrote, so a release that forgets to build publishes nothing that runs.
 */
export function monorepo(): WorkspaceSpec {
  const layered = Object.entries({ ...MIDDLE, ...SURFACE }).map(([name, needs]) => packageOf(name, needs));
  return {
    packages: [
      ...FOUNDATION.map((name) => packageOf(name, [])),
      ...layered,
      { ...packageOf("shop", ["api", "jobs", "sdk"]), dir: "apps/shop", version: "0.1.0", private: true },
    ],
    changesets: [
      {
        id: "brave-cats-jump",
        releases: { "@acme/codec": "minor", "@acme/sdk": "minor" },
        summary: "Codecs can be nested.",
      },
      {
        id: "calm-dogs-run",
        releases: { "@acme/http": "patch", "@acme/log": "patch" },
        summary: "Fewer log lines.",
      },
      {
        id: "kind-owls-sing",
        releases: { "@acme/bytes": "major", "@acme/api": "minor" },
        summary: "Slices no longer copy.",
      },
      {
        id: "loud-frogs-leap",
        releases: { "@acme/clock": "minor", "@acme/queue": "minor", "@acme/jobs": "patch" },
        summary: "Clocks can be set.",
      },
      { id: "quick-foxes-dig", releases: { "@acme/shop": "minor" }, summary: "The shop sells codecs." },
    ],
    config: { privatePackages: { version: true, tag: false } },
    files: { ".gitignore": "node_modules\ndist\n" },
    install: "lock-file",
  };
}

/** What stands in index.js goes to dist/, from where the manifest is one folder up. */
const BUILD = "mkdir -p dist && sed 's#./package.json#../package.json#' index.js > dist/index.js";

function packageOf(name: string, needs: readonly string[]): PackageSpec {
  return {
    name: `@acme/${name}`,
    version: "1.2.0",
    deps: Object.fromEntries(needs.map((need) => [`@acme/${need}`, "workspace:^"])),
    scripts: { build: BUILD },
    manifest: { exports: { ".": "./dist/index.js", "./package.json": "./package.json" }, files: ["dist"] },
  };
}
