import type { ToolAdapter } from "./adapter.ts";
import { convoy } from "./convoy.ts";
import { nxWithConvoy, stockNx } from "./nx.ts";
import { pnpm } from "./pnpm.ts";

/** The tools by their names. */
export const ADAPTERS: ReadonlyMap<string, ToolAdapter> = new Map(
  [pnpm, convoy, stockNx, nxWithConvoy].map((one) => [one.name, one]),
);

/** Those that run unless others are named: the first is what the other is compared with. */
export const USUAL: readonly string[] = [pnpm.name, convoy.name];
