export type { AffectedProject } from "./affected/answer.ts";
export { readNxAffected, type NxAffected, type NxAffectedRequest } from "./affected/read-nx-affected.ts";
