import type { ErrorDocument } from "../model/error.ts";

/** What CodeArtifact is to hold for the releases of a workspace. */
export interface Layout {
  readonly domain: string;
  readonly channel: string;
  readonly stage?: string;
  /** The repository behind the channel that public packages come through; without it none is wanted. */
  readonly upstream?: {
    readonly name: string;
    /** Somebody has named it. Where nobody has, a channel that is there already is left as it is. */
    readonly asked: boolean;
  };
  /** Patterns of the package groups whose versions come from releases alone. */
  readonly groups: readonly string[];
}

/** What CodeArtifact holds. */
export interface FoundLayout {
  /** Whether the domain is there. */
  readonly domain: boolean;
  readonly repositories: ReadonlyMap<string, FoundRepository>;
  /** By pattern. */
  readonly groups: ReadonlyMap<string, OriginControls>;
  /** Repositories of the domain that we may not look at. */
  readonly unseen: readonly string[];
}

export interface FoundRepository {
  readonly upstreams: readonly string[];
  readonly connections: readonly string[];
}

/** How versions can come into a repository: uploaded, from a repository behind it, from outside. */
export type Origin = "PUBLISH" | "INTERNAL_UPSTREAM" | "EXTERNAL_UPSTREAM";
export type OriginMode = "ALLOW" | "ALLOW_SPECIFIC_REPOSITORIES" | "BLOCK";

/** Of one package group: its own word, and what it comes to where it inherits. */
export type OriginControls = Readonly<
  Record<Origin, { readonly mode: OriginMode | "INHERIT"; readonly effective: OriginMode }>
>;

export type WantedControls = Readonly<Partial<Record<Origin, OriginMode>>>;

/** The public registry, as CodeArtifact names the way to it. */
export const PUBLIC_REGISTRY = "public:npmjs";

/** One thing to make, in the order in which they can be made. Nothing is ever taken away. */
export type LayoutChange =
  | { readonly kind: "create-domain"; readonly domain: string }
  | {
      readonly kind: "create-repository";
      readonly repository: string;
      readonly role: "channel" | "stage" | "upstream";
      readonly upstreams: readonly string[];
    }
  | { readonly kind: "connect"; readonly repository: string; readonly connection: typeof PUBLIC_REGISTRY }
  | {
      readonly kind: "add-upstream";
      readonly repository: string;
      readonly added: string;
      /** All of them, those that were there before first. */
      readonly upstreams: readonly string[];
    }
  | {
      readonly kind: "create-group" | "set-controls";
      readonly pattern: string;
      readonly controls: WantedControls;
    };

export interface LayoutDifference {
  readonly changes: readonly LayoutChange[];
  /** What differs and stays, because a person has made it so. */
  readonly notes: readonly ErrorDocument[];
}
