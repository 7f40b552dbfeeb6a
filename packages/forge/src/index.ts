export type { BranchHead, CommittedFile, Forge, HostRelease, PullRequest, UnwantedRelease } from "./forge.ts";
export { findPlace, type ForgePlace, type HostKind, type Surroundings } from "./finding/find-place.ts";
export { findPullRequest, type RunPullRequest } from "./finding/find-pull-request.ts";
export { openForge } from "./open-forge.ts";
export { keepComment, type StickyComment } from "./comments/sticky-comment.ts";
export { proposeRelease, type Proposal, type Proposed } from "./release-pull-request/propose.ts";
export { withdrawProposal } from "./release-pull-request/withdraw.ts";
export { showMissing, type Announced } from "./releases/show-missing.ts";
