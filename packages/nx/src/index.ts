export { readNxAffected, type NxAffected, type NxAffectedRequest } from "./affected/read-nx-affected.ts";
export type { AffectedProject } from "./affected/answer.ts";
export { examineNx } from "./doctor/examine-nx.ts";
export type { Finding } from "./doctor/finding.ts";
export { createNodes, createNodes as createNodesV2 } from "./plugin/infer-targets.ts";
export { preTasksExecution } from "./plugin/pre-tasks.child.ts";
