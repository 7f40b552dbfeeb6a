import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { tempFolder, type ConvoyOptions } from "@convoy/testkit";

/**
 * Where in an effect a run dies. `before` it; `amid` a child that lives on; `landed`: it has happened, and its reply
 * is never seen; `torn`: half of a file is written. What was replied and not noted is the `torn` write of the
 * journal that follows each reply, and every write of the journal is an effect that is counted.
 */
export type Point = "before" | "amid" | "landed" | "torn";

/** What the injector in the process is told. */
export interface CrashOrder {
  /** The workspace: files elsewhere are nobody's. */
  readonly root: string;
  /** One line for each effect so far: its points, and what it is. */
  readonly log: string;
  /** The number of the effect, from 1. */
  readonly at: number;
  readonly point: Point;
  /** Only effects whose name begins so are counted. */
  readonly of?: string;
  /** The run of Convoy that started this process; absent in the run itself. */
  readonly parent?: number;
}

/** An effect of a run that was counted. */
export interface SeenEffect {
  readonly points: readonly Point[];
  readonly what: string;
}

/** At which point of which effect a run dies. */
export type Crash = Pick<CrashOrder, "at" | "point" | "of">;

/** No run has so many effects: they are only listed. */
export const NEVER: Crash = { at: 1_000_000, point: "before" };

/** A crash, made ready for one run in the workspace. */
export interface PreparedCrash {
  readonly env: NonNullable<ConvoyOptions["env"]>;
  effects(): Promise<readonly SeenEffect[]>;
  /** The run came to the point, and did not end otherwise or hang. */
  readonly died: boolean;
  /** Resolves when the children that outlived the run have ended. */
  orphansEnded(): Promise<void>;
}

export async function prepareCrash(root: string, crash: Crash): Promise<PreparedCrash> {
  const folder = await tempFolder("crash");
  const log = join(folder, "effects");
  const order: CrashOrder = { root, log, ...crash };
  // Its types are stripped here, once: to do so itself takes each process as long as its own start.
  const source = await readFile(new URL("crash-injector.child.ts", import.meta.url), "utf8");
  const injector = join(folder, "injector.mjs");
  await writeFile(injector, stripTypeScriptTypes(source));
  return {
    env: { NODE_OPTIONS: `--import=${pathToFileURL(injector).href}`, CONVOY_CRASH: JSON.stringify(order) },
    get died() {
      return existsSync(`${log}.died`);
    },
    effects: async () => effectsIn(await readText(log)),
    async orphansEnded() {
      for (const pid of linesOf(await readText(`${log}.orphans`)).map(Number))
        while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A run that did nothing to the world wrote nothing. */
async function readText(path: string): Promise<string> {
  return existsSync(path) ? readFile(path, "utf8") : "";
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}

function effectsIn(log: string): readonly SeenEffect[] {
  return linesOf(log).map((line) => {
    const [points = "", ...what] = line.split(" ");
    return { points: points.split(",") as Point[], what: what.join(" ") };
  });
}
