import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { pnpmManifest } from "@convoy/workspace/programs";

export interface PinnedPnpm {
  /** Absolute path of the native binary. It needs no Node and no shell. */
  readonly path: string;
  readonly version: string;
}

let found: PinnedPnpm | undefined;

/**
 * The pnpm that Convoy depends on, at the one version that it is tested with. The user's own pnpm is never run, so a
 * lock file or a tarball does not depend on what happens to be on the PATH.
 *
 * Throws `PNPM_MISSING` where the package manager left out the binary of this platform.
 */
export function pinnedPnpm(): PinnedPnpm {
  return (found ??= findPnpm());
}

function findPnpm(): PinnedPnpm {
  const manifest = pnpmManifest();
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const folders = [join(dirname(manifest), "node_modules"), dirname(dirname(manifest))];
  const file = process.platform === "win32" ? "pnpm.exe" : "pnpm";
  const path = platformPackages()
    .flatMap((name) => folders.map((folder) => join(folder, "@pnpm", name, file)))
    .find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
  if (path !== undefined) return { path, version };
  throw new ReleaseError(
    "PNPM_MISSING",
    `pnpm ${version} has no binary for ${process.platform}-${process.arch} beside ${manifest}`,
    {
      hint: "Install again with optional dependencies: the binary is an optional dependency of `pnpm`.",
    },
  );
}

/** On Linux both C libraries: which of them is installed was decided by the package manager. */
function platformPackages(): readonly string[] {
  const name = `exe.${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return [name];
  return usesGlibc() ? [name, `${name}-musl`] : [`${name}-musl`, name];
}

function usesGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}
