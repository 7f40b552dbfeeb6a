import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { faultTable, untested, type TestFile } from "./fault-table.ts";
import { testLinks } from "./named-tests.ts";

/** Something that a page says and that is not so. */
export interface DocFault {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const TABLE = "docs/faults.md";

/** The pages that speak of tests: what they name must be there, and every fault must have a test. */
export function checkDocs(root: URL, paths: readonly string[]): readonly DocFault[] {
  const files = testFiles(root, paths);
  const current = existsSync(new URL(TABLE, root)) ? readFileSync(new URL(TABLE, root), "utf8") : "";
  const stale = current === faultTable(files) ? [] : ["is not what the tests say: run `npm run docs`"];
  const missing = untested(files).map((id) => `there is no test whose name begins with ${id}`);
  return [
    ...[...stale, ...missing].map((message) => ({ path: TABLE, line: 1, message })),
    ...paths
      .filter((path) => /^docs\/.*\.md$/.test(path) && path !== TABLE)
      .flatMap((path) => faultsOfPage(root, path)),
  ];
}

/** Writes the table of faults. */
export function writeFaultTable(root: URL, paths: readonly string[]): void {
  writeFileSync(new URL(TABLE, root), faultTable(testFiles(root, paths)));
}

function testFiles(root: URL, paths: readonly string[]): readonly TestFile[] {
  return paths
    .filter((path) => path.endsWith(".test.ts"))
    .toSorted()
    .map((path) => [path, readFileSync(new URL(path, root), "utf8")]);
}

function faultsOfPage(root: URL, path: string): readonly DocFault[] {
  const page = new URL(path, root);
  return testLinks(readFileSync(page, "utf8")).flatMap(({ name, target, line }) => {
    const file = new URL(target, page);
    if (!existsSync(file)) return [{ path, line, message: `${target} is not there` }];
    if (readFileSync(file, "utf8").includes(name)) return [];
    return [{ path, line, message: `no test in ${target} is named \`${name}\`` }];
  });
}
