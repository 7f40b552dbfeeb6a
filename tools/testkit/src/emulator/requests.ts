import type { LoggedRequest } from "@convoy/emulator";

/** A request as the emulator lists it. */
export type EmulatorRequest = LoggedRequest;

/** What the emulator is to do wrong. */
export interface Fault {
  readonly match: {
    readonly plane?: "npm" | "control";
    /** `PublishVersion`, `CopyPackageVersions`, `GetPackument`, … */
    readonly operation?: string;
    readonly repository?: string;
    readonly package?: string;
  };
  /** The first matching request that is hit, from 1. Default 1. */
  readonly at?: number;
  /** How many are hit from there on. Default 1. */
  readonly times?: number;
  /** `status:503`, `reset-after-effect`, `throttle:2`, … */
  readonly do: string;
}
