import { constants, copyFile, mkdtemp, mkdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { ReleaseError, type Artifact, type PackedManifest, type PlannedRelease } from "@convoy/core";
import pLimit from "p-limit";
import type { Environment } from "../children/environment.ts";
import { ENTRY_POINT_RULES } from "./entry-point-rules.ts";
import { ENTRY_RULES } from "./entry-rules.ts";
import { MANIFEST_RULES } from "./manifest-rules.ts";
import { DEFAULT_PACK_LIMITS, type PackLimits } from "./pack-limits.ts";
import type { PackedPackage } from "./packed-package.ts";
import { readTarball } from "./read-tarball.ts";
import { runPnpmPack } from "./run-pnpm-pack.ts";
import { SECRET_RULES } from "./secret-rules.ts";

export interface PackRequest {
  readonly root: string;
  /** In the order of the answer. Those with `publish: false` are left out. */
  readonly releases: readonly Pick<PlannedRelease, "name" | "to" | "publish">[];
  /** Where the tarballs go. Made where it is missing. */
  readonly folder: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly limits?: PackLimits;
  /** Package name to its tarball, where somebody has packed it already; it is copied, and checked like the others. */
  readonly packed?: ReadonlyMap<string, string>;
  /** Package name to the integrity that its tarball must have. */
  readonly expected?: ReadonlyMap<string, string>;
  /** The registry of the release. A package whose publishConfig names another one is refused. */
  readonly registry?: string;
  /** `<package name>/<path>` of files that look secret and are not. */
  readonly allow?: readonly string[];
}

const OPEN_TARBALLS = 4;

/**
 * Packs the packages and checks what was packed, before anything is uploaded: each tarball is read once, and all
 * that is wrong with any of them is told at once, as `PACK_REFUSED`. When this throws, no tarball is left behind.
 */
export async function packPackages(request: PackRequest): Promise<readonly Artifact[]> {
  const releases = request.releases.filter(({ publish }) => publish !== false);
  await mkdir(request.folder, { recursive: true });
  const staging = await mkdtemp(join(request.folder, ".packing-"));
  try {
    const paths = await packInto(staging, releases, request);
    const limit = pLimit(OPEN_TARBALLS);
    const packed = await limit.map(releases, (release) => inspect(release, paths.get(release.name), request));
    refuseProblems(packed);
    return await Promise.all(packed.map((one) => keep(one, request.folder)));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

type Release = PackRequest["releases"][number];

/** One process for all, or one more where two names (`@a/b-c`, `@a-b/c`) would make tarballs of one name. */
async function packInto(
  staging: string,
  releases: readonly Release[],
  { root, env, signal, packed: given = new Map<string, string>() }: PackRequest,
): Promise<ReadonlyMap<string, string>> {
  const rounds = new Map<string, string[]>();
  const uses = new Map<string, number>();
  for (const { name, to } of releases) {
    const file = `${name.replace(/^@/, "").replace("/", "-")}-${to}`;
    const round = uses.get(file) ?? 0;
    uses.set(file, round + 1);
    rounds.set(String(round), [...(rounds.get(String(round)) ?? []), name]);
  }
  const paths = new Map<string, string>();
  for (const [round, all] of rounds) {
    const folder = join(staging, round);
    const names = all.filter((name) => !given.has(name));
    const packed = names.length === 0 ? [] : await runPnpmPack({ root, names, folder, env, signal });
    for (const [name, path] of packed) paths.set(name, path);
    for (const name of all.filter((one) => given.has(one)))
      paths.set(name, await copyInto(folder, given.get(name) ?? ""));
  }
  return paths;
}

async function copyInto(folder: string, tarball: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const copy = join(folder, basename(tarball));
  await copyFile(tarball, copy, constants.COPYFILE_FICLONE);
  return copy;
}

interface Inspected {
  readonly packed: PackedPackage | null;
  readonly path: string;
  readonly problems: readonly Problem[];
}

interface Problem {
  readonly text: string;
  readonly hint?: string;
}

const RULES = [
  {
    rules: [...ENTRY_RULES, ...SECRET_RULES],
    hint: 'Leave a file out with `files` in its package.json. If it is no secret, allow it by name in convoy.json: `"allowFiles": ["NAME/PATH"]`.',
  },
  { rules: MANIFEST_RULES },
  {
    rules: ENTRY_POINT_RULES,
    hint: "What is not in the tarball was not built, or `files`, .npmignore or .gitignore leaves it out. `convoy release` runs the `build` scripts; `convoy publish` takes what is there, and neither runs `prepack` or the like. Where nobody loads it, take it out of the package.json.",
  },
];

async function inspect(
  { name, to }: Release,
  path: string | undefined,
  request: PackRequest,
): Promise<Inspected> {
  if (path === undefined)
    return {
      packed: null,
      path: "",
      problems: [{ text: `${name}: pnpm finds no package of this name with a version` }],
    };
  request.signal.throwIfAborted();
  const limits = request.limits ?? DEFAULT_PACK_LIMITS;
  const tarball = await readTarball(path, limits);
  const packed: PackedPackage = {
    name,
    version: to,
    tarball,
    manifest: parseManifest(tarball.manifest),
    limits,
    allowed: new Set(request.allow),
    ...(request.registry === undefined ? {} : { registry: request.registry }),
  };
  const expected = request.expected?.get(name) ?? tarball.integrity;
  const altered =
    expected === tarball.integrity
      ? []
      : [{ text: `${name}: its bytes are not those that were packed (${expected})` }];
  return { packed, path, problems: [...altered, ...problemsOf(packed)] };
}

function problemsOf(packed: PackedPackage): readonly Problem[] {
  return RULES.flatMap(({ rules, ...hint }) =>
    rules.flatMap((rule) => rule(packed)).map((text) => ({ text: `${packed.name}: ${text}`, ...hint })),
  );
}

function parseManifest(text: string | null): PackedManifest | null {
  try {
    const manifest: unknown = JSON.parse(text ?? "null");
    return typeof manifest === "object" && !Array.isArray(manifest)
      ? (manifest as PackedManifest | null)
      : null;
  } catch {
    return null;
  }
}

const SHOWN = 20;

function refuseProblems(packed: readonly Inspected[]): void {
  const problems = packed.flatMap((one) => one.problems);
  if (problems.length === 0) return;
  const rest = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  const shown = problems.slice(0, SHOWN).map(({ text }) => text);
  const message = ["what was packed is refused:", ...shown, ...rest].join("\n  ");
  const hints = [...new Set(problems.flatMap(({ hint }) => hint ?? []))];
  throw new ReleaseError("PACK_REFUSED", message, hints.length === 0 ? {} : { hint: hints.join("\n") });
}

/** Moves a tarball to where it stays. Its folder in staging tells apart what has one name. */
async function keep({ packed, path }: Inspected, folder: string): Promise<Artifact> {
  if (packed?.manifest == null) throw new Error(`${path} passed the rules without a manifest`);
  const { name, version, tarball, manifest } = packed;
  const round = basename(join(path, ".."));
  const kept = join(folder, round === "0" ? basename(path) : `${round}-${basename(path)}`);
  await rename(path, kept);
  const files = tarball.entries
    .filter(({ type }) => type !== "Directory")
    .map((entry) => entry.path.slice("package/".length));
  return { name, version, path: kept, size: tarball.size, integrity: tarball.integrity, files, manifest };
}
