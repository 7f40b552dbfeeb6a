import { buildWorkspace, type BuiltWorkspace } from "./build-workspace.ts";
import { randomFrom, type Random } from "./random.ts";
import { edgesOf, type Shape } from "./shapes.ts";
import type { Bump, ChangesetSpec, PackageSpec, WorkspaceSpec } from "./spec.ts";

export interface GenerateOptions extends Omit<WorkspaceSpec, "packages" | "changesets"> {
  readonly seed: number;
  /** How many packages are published; private ones come on top. */
  readonly packages: number;
  /** Default `layered`. */
  readonly shape?: Shape;
  /** Private packages that depend on some of the others. Default 0. */
  readonly apps?: number;
  /** The share of packages that has a changeset. Default 0. */
  readonly changed?: number;
  /** The share of internal dependencies that are peer, and optional. Default 0; the others are ordinary. */
  readonly peers?: number;
  readonly optionals?: number;
  /** Files under `dist/` that each package brings, and their size in bytes. Default none. */
  readonly bulk?: { readonly files: number; readonly bytes: number };
}

/** Builds a workspace of any size and shape on disk. See `generateSpec` and `buildWorkspace`. */
export function generateWorkspace(
  options: GenerateOptions,
  where: { readonly root?: string } = {},
): Promise<BuiltWorkspace> {
  return buildWorkspace(generateSpec(options), where);
}

/**
 * A workspace of any size and shape, the same for the same options. Alphabetical order is never a valid publish
 * order of it (unless no package depends on another), so a tool that gets the order right does not do so by luck.
 */
export function generateSpec(options: GenerateOptions): WorkspaceSpec {
  const { seed, packages: count, shape = "layered", apps = 0, changed = 0, ...rest } = options;
  const random = randomFrom(seed);
  const edges = edgesOf(shape, count, random);
  const names = misleadingNames(edges, random);
  const packages = names.map((name, index) => {
    const needs = (edges[index] ?? []).map((at) => names[at] ?? "");
    return packageOf({ name, needs }, options, random);
  });
  const privateOnes = Array.from({ length: apps }, (_, index) => appOf(index, names, random));
  const changesets = packages
    .filter(() => random.chance(changed))
    .map((one, index) => changesetOf(one, index, random));
  const { peers: _peers, optionals: _optionals, bulk: _bulk, ...workspace } = rest;
  return { ...workspace, packages: [...packages, ...privateOnes], changesets };
}

const WORDS =
  "anchor beacon bridge cargo chart crane current deck dock engine ferry fleet galley harbor helm hull jetty keel lantern lighthouse locker mast mooring pilot pier port quay radar rigging rudder sail signal sonar tide tug voyage wharf winch".split(
    " ",
  );

/** Numbered names in an order that has nothing to do with the edges, and contradicts at least one of them. */
function misleadingNames(edges: readonly (readonly number[])[], random: Random): string[] {
  const numbers = random.shuffled(edges.map((_, index) => index));
  const misleads = edges.some((after, index) =>
    after.some((at) => (numbers[at] ?? 0) > (numbers[index] ?? 0)),
  );
  const dependent = edges.findIndex((after) => after.length > 0);
  const dependency = edges[dependent]?.[0];
  if (!misleads && dependency !== undefined) {
    [numbers[dependent], numbers[dependency]] = [numbers[dependency] ?? 0, numbers[dependent] ?? 0];
  }
  return numbers.map((number) => `@acme/p${String(number).padStart(5, "0")}-${WORDS[number % WORDS.length]}`);
}

interface Node {
  readonly name: string;
  readonly needs: readonly string[];
}

function packageOf({ name, needs }: Node, options: GenerateOptions, random: Random): PackageSpec {
  const { peers = 0, optionals = 0, bulk } = options;
  const deps: Record<string, string> = {};
  const peerDeps: Record<string, string> = {};
  const optionalDeps: Record<string, string> = {};
  for (const need of needs) {
    const kind = random.next();
    const into = kind < peers ? peerDeps : kind < peers + optionals ? optionalDeps : deps;
    into[need] = "workspace:^";
  }
  const version = [random.whole(1, 3), random.whole(0, 9), random.whole(0, 9)].join(".");
  const files = bulk === undefined ? {} : bulkFiles(bulk, random);
  return { name, version, deps, peerDeps, optionalDeps, files };
}

/** Text that compresses about as well as code does. */
function bulkFiles(
  bulk: { readonly files: number; readonly bytes: number },
  random: Random,
): Record<string, string> {
  const line = (): string =>
    `export const ${random.pick(WORDS)}${random.whole(0, 9999)} = (${random.pick(WORDS)}) => ${random.pick(WORDS)}(${random.whole(0, 1e9)});\n`;
  const content = (): string => {
    let text = "";
    while (text.length < bulk.bytes) text += line();
    return text;
  };
  return Object.fromEntries(
    Array.from({ length: bulk.files }, (_, index) => [`dist/part-${index}.js`, content()]),
  );
}

function appOf(index: number, names: readonly string[], random: Random): PackageSpec {
  const needs = new Set(Array.from({ length: 3 }, () => random.pick(names)));
  const deps = Object.fromEntries([...needs].map((name) => [name, "workspace:^"]));
  return {
    name: `@acme/app-${index}`,
    version: "0.0.0",
    dir: `apps/app-${index}`,
    private: true,
    deps,
  };
}

function changesetOf(one: PackageSpec, index: number, random: Random): ChangesetSpec {
  const bump: Bump = random.pick(["patch", "patch", "minor", "major"]);
  return { id: `change-${index + 1}`, releases: { [one.name]: bump } };
}
