import { execa } from "execa";
import type { AffectedProject, Question } from "./answer.ts";
import type { NxGraph, NxModules } from "./nx-modules.ts";

/** Which projects are affected, by Nx's own rules: by its functions where this version has them, else by its command. */
export async function computeAffected(
  nx: NxModules,
  question: Question,
): Promise<readonly AffectedProject[]> {
  const graph = await nx.createProjectGraph();
  const { affected, changed } =
    nx.affected === null
      ? await byCommand(nx, graph, question)
      : await byFunctions(nx.affected, graph, question);
  return [...affected]
    .filter((name) => graph.nodes[name] !== undefined)
    .toSorted()
    .map((name) => ({
      name,
      root: graph.nodes[name]?.data.root ?? ".",
      changed: changed.has(name),
      dependsOn: dependenciesOf(graph, name).filter((target) => affected.has(target)),
    }));
}

interface Found {
  readonly affected: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

async function byFunctions(
  nx: NonNullable<NxModules["affected"]>,
  graph: NxGraph,
  question: Question,
): Promise<Found> {
  const changes = nx.changesOf(question.files, question);
  const affected = await nx.filter(graph, changes);
  // Without the edges among projects nothing spreads: what then is affected was touched itself, or through npm.
  const touched = await nx.filter(withoutInternalEdges(graph), changes);
  return { affected: new Set(Object.keys(affected.nodes)), changed: new Set(Object.keys(touched.nodes)) };
}

function withoutInternalEdges(graph: NxGraph): NxGraph {
  const dependencies = Object.fromEntries(
    Object.entries(graph.dependencies).map(([name, edges]) => [
      name,
      edges.filter(({ target }) => graph.nodes[target] === undefined),
    ]),
  );
  return { ...graph, dependencies };
}

async function byCommand(
  nx: NxModules,
  graph: NxGraph,
  { root, base, head, files }: Question,
): Promise<Found> {
  const args = ["show", "projects", "--affected", `--base=${base}`, `--head=${head}`, "--json"];
  const { stdout } = await execa(process.execPath, [nx.command, ...args], { cwd: root });
  // Whatever else Nx and its plugins print, the list is a line of its own.
  const line = stdout.split("\n").findLast((each) => each.startsWith("["));
  if (line === undefined) throw new Error(`nx show projects printed no list, but: ${stdout}`);
  const affected = new Set(JSON.parse(line) as readonly string[]);
  const touched = (name: string): boolean => {
    const inside = `${graph.nodes[name]?.data.root}/`;
    return files.some((file) => file.startsWith(inside));
  };
  const rootless = (name: string): boolean =>
    !dependenciesOf(graph, name).some((target) => affected.has(target));
  return { affected, changed: new Set([...affected].filter((name) => touched(name) || rootless(name))) };
}

function dependenciesOf(graph: NxGraph, name: string): readonly string[] {
  const targets = new Set((graph.dependencies[name] ?? []).map(({ target }) => target));
  targets.delete(name);
  return [...targets].toSorted();
}
