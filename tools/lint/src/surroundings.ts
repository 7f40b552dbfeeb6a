import { placesOf, type Rule, type Source } from "./source.ts";

// The command owns its process, and a file `x.child.ts` the child process that it is started as.
function ownsItsProcess({ path, room, isTest }: Source): boolean {
  const isFree = room === undefined || room === "cli" || isTest || !path.includes("/src/");
  return isFree || path.endsWith(".child.ts") || BORROWS_THE_CONSOLE.has(path);
}

/** What a library prints has to be caught where it is called. The console is given back in the same function. */
const BORROWS_THE_CONSOLE: ReadonlySet<string> = new Set(["packages/workspace/src/changesets/quietly.ts"]);

const RIGHT_WAY: Readonly<Record<string, string>> = {
  console: "emit a ReleaseEvent, or return the text to cli",
  exit: "throw a ReleaseError, or return an outcome to cli",
  exitCode: "return an outcome to cli",
  cwd: "take the folder as an argument",
  chdir: "take the folder as an argument",
  env: "take the setting as an argument; cli reads the environment",
  stdout: "take the stream as an argument",
  stderr: "take the stream as an argument",
};

/** Settings come in as arguments, and nobody but cli prints or ends the process. */
export const leavesTheProcessAlone: Rule = (source) => {
  if (ownsItsProcess(source)) return [];
  const imported = source.imports
    .filter(({ specifier }) => /^(node:)?process$/.test(specifier))
    .map(({ at }) => ({
      at,
      message: "Use the global `process`, so that the law can see what is used of it.",
    }));
  const used = placesOf(
    source,
    /\bconsole\b(?=\s*[.[])|\bprocess\s*\??\.\s*(exit|exitCode|cwd|chdir|env|stdout|stderr)\b/g,
    (found) => {
      const name = found.split(".").at(-1)?.trim() ?? found;
      return `\`${found}\` belongs to cli: ${RIGHT_WAY[name] ?? "take it as an argument"}.`;
    },
  );
  return [...imported, ...used];
};

/** `core` decides and does nothing: the same answer for the same arguments, at once. */
export const coreIsPure: Rule = (source) => {
  if (source.room !== "core" || source.isTest || !source.path.includes("/src/")) return [];
  const modules = source.imports
    .filter(({ specifier }) => specifier.startsWith("node:"))
    .map(({ specifier, at }) => ({
      at,
      message: `core does no I/O: take what "${specifier}" would tell as an argument.`,
    }));
  const waits = placesOf(source, /\b(async|await|Promise)\b/g, (found) => {
    return `core does not wait (\`${found}\`): decide here, and let the engine do it.`;
  });
  return [...modules, ...waits];
};
