import { clean } from "./clean.ts";

/** A box of a graph and the boxes that it points at, by key. */
export interface GraphNode {
  readonly key: string;
  readonly label: string;
  readonly edges: readonly string[];
}

/** A Mermaid flow chart, left to right, edges from a package to what it depends on. Unknown keys are left out. */
export function mermaid(nodes: readonly GraphNode[]): string {
  const ids = new Map(nodes.map((node, index) => [node.key, `n${index}`]));
  const boxes = nodes.map((node) => `  ${ids.get(node.key)}["${escapeLabel(node.label)}"]`);
  const arrows = nodes.flatMap((node) =>
    node.edges.filter((key) => ids.has(key)).map((key) => `  ${ids.get(node.key)} --> ${ids.get(key)}`),
  );
  return ["flowchart LR", ...boxes, ...arrows].join("\n");
}

// Mermaid's own entities; `#` first, as they begin with it. Backticks would turn a label into Markdown.
function escapeLabel(label: string): string {
  return clean(label)
    .replaceAll("#", "#35;")
    .replaceAll('"', "#quot;")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;")
    .replaceAll("`", "#96;");
}
