import type { ToolAdapter } from "./adapter.ts";
import { convoy } from "./convoy.ts";
import { pnpm } from "./pnpm.ts";

/** The tools by their names; the first is what the others are compared with. */
export const ADAPTERS: ReadonlyMap<string, ToolAdapter> = new Map(
  [pnpm, convoy].map((one) => [one.name, one]),
);
