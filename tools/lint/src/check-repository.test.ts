import { expect, test } from "@jest/globals";
import { faultsOf } from "./check-repository.ts";

function messagesOf(path: string, text: string): readonly string[] {
  return faultsOf(path, text).map(({ line, message }) => `${line} ${message}`);
}

const engine = "packages/engine/src/carry-out.ts";
const core = "packages/core/src/order.ts";

test("a package imports others only along the arrows, by name and through the front door", () => {
  const lines = [
    'import { order } from "@convoy/core";',
    'import { pack } from "@convoy/workspace";',
    'import { order } from "@convoy/core/src/order.ts";',
    'import { pack } from "../../workspace/src/pack.ts";',
    'const late = await import("@convoy/registry");',
    'export type { Text } from "@convoy/report";',
  ];
  expect(messagesOf(engine, lines.join("\n"))).toEqual([
    "2 @convoy/engine may import @convoy/core, not @convoy/workspace: let cli or nx wire the two together.",
    '3 "@convoy/core/src/order.ts": import "@convoy/core"; what its index.ts lacks is its own affair.',
    '4 "../../workspace/src/pack.ts" leaves the package: import the other one by its name, through its front door.',
    "5 @convoy/engine may import @convoy/core, not @convoy/registry: let cli or nx wire the two together.",
    "6 @convoy/engine may import @convoy/core, not @convoy/report: let cli or nx wire the two together.",
  ]);
});

test("a test may use the testkit, a source may not", () => {
  const text = 'import { gate } from "@convoy/testkit";\n';
  for (const path of ["src/a.test.ts", "src/a.fixture.ts", "src/testing/a.ts", "src/simulated/a.ts"]) {
    expect(messagesOf(`packages/engine/${path}`, text)).toEqual([]);
  }
  expect(messagesOf(engine, text)).toHaveLength(1);
});

test("a manifest declares no arrow that the layers lack", () => {
  const manifest = {
    dependencies: { "@convoy/core": "1", "@convoy/cli": "1" },
    devDependencies: { "@convoy/testkit": "1" },
  };
  expect(messagesOf("packages/engine/package.json", JSON.stringify(manifest, null, 2))).toEqual([
    "4 @convoy/engine may import @convoy/core, not @convoy/cli: let cli or nx wire the two together.",
  ]);
});

test("core neither waits nor touches the machine; its comments may speak of it", () => {
  const text =
    'import { join } from "node:path";\n// async is for others\nasync function f(): Promise<void> {\n  await g("await");\n}\n';
  expect(messagesOf(core, text)).toEqual([
    '1 core does no I/O: take what "node:path" would tell as an argument.',
    "3 core does not wait (`async`): decide here, and let the engine do it.",
    "3 core does not wait (`Promise`): decide here, and let the engine do it.",
    "4 core does not wait (`await`): decide here, and let the engine do it.",
  ]);
});

test("only cli, a child's own file and tests touch the process", () => {
  const text = 'console.log("console.log");\nconst home = process.env["HOME"];\nprocess.exit(1);\n';
  expect(messagesOf(engine, text)).toEqual([
    "1 `console` belongs to cli: emit a ReleaseEvent, or return the text to cli.",
    "2 `process.env` belongs to cli: take the setting as an argument; cli reads the environment.",
    "3 `process.exit` belongs to cli: throw a ReleaseError, or return an outcome to cli.",
  ]);
  for (const path of [
    "packages/cli/src/main.ts",
    "packages/nx/src/ask.child.ts",
    "packages/nx/src/ask.test.ts",
    "tools/demo/src/main.ts",
  ]) {
    expect(messagesOf(path, text)).toEqual([]);
  }
});

test("strings, templates, regular expressions and comments are no code", () => {
  const text = [
    "const a = \"console.log(1)\" + 'process.exit';",
    "const b = `process.env ${a} \\` console.log ${process.env}`;",
    "const c = /console.log[/'\"]/.test(a) || a / 2 / 1; // process.exit",
    "/* console.log\n process.cwd() */ const url = 'http://127.0.0.1'; process.cwd();",
  ];
  expect(messagesOf(engine, text.join("\n"))).toEqual([
    "2 `process.env` belongs to cli: take the setting as an argument; cli reads the environment.",
    "5 `process.cwd` belongs to cli: take the folder as an argument.",
  ]);
});

test("a front door only re-exports, and there is no other index.ts", () => {
  const door =
    '// The door.\nexport * from "./a.ts";\nexport { b, type C } from "./b.ts";\nexport type { D } from "./d.ts";\n';
  expect(messagesOf("packages/core/src/index.ts", door)).toEqual([]);
  expect(messagesOf("packages/core/src/index.ts", `${door}export const e = 1;\n`)).toEqual([
    "5 A front door only re-exports: move this into a file named after it.",
  ]);
  expect(messagesOf("packages/core/src/model/index.ts", door)).toEqual([
    "1 Only a package's front door is an index.ts: name the file after its main export.",
  ]);
});

test("a file has a name, and at most 250 lines", () => {
  expect(messagesOf("packages/core/src/utils.ts", "")).toEqual([
    "1 `utils` says nothing: name the file after its main export.",
  ]);
  expect(messagesOf(core, "//\n".repeat(250))).toEqual([]);
  expect(messagesOf(core, "//\n".repeat(251))).toEqual([
    "1 251 lines, 250 are the most: it has two subjects, give each its file.",
  ]);
});

test("the suite runs whole", () => {
  const word = "skip";
  expect(
    messagesOf(
      "packages/core/src/order.test.ts",
      `test.${word}("later", () => {});\nxit("never", () => {});\n`,
    ),
  ).toEqual([
    "1 `test.skip`: mend the test or delete it; the suite runs whole.",
    "2 `xit(`: mend the test or delete it; the suite runs whole.",
  ]);
});

test("no file names a registry's host or a path of one machine", () => {
  const host = ["registry", "npmjs", "org"].join(".");
  const path = ["", "home", "ada", "convoy"].join("/");
  expect(messagesOf("README.md", `see https://${host}/x\nand ${path}\nand ~/.npmrc, src/home/x/y\n`)).toEqual(
    [
      `1 ${host} is the host of a registry: it comes from the target, or use \`registry.example\`.`,
      `2 ${path.replace(/convoy$/, "")} is a path of one machine: make it relative, or take it as an argument.`,
    ],
  );
});
