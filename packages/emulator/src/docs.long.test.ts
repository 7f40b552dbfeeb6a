import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, "../../..");
const PAGE = readFileSync(join(import.meta.dirname, "../docs/using.md"), "utf8");

const installed = spawnSync("aws", ["--version"]).status === 0;
const title = installed ? "the clients" : "the clients (skipped: no aws-cli on the PATH)";

const folder = mkdtempSync(join(tmpdir(), "emulator-docs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function examples(language: string): readonly string[] {
  return [...PAGE.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , text]) => text ?? "");
}

/** A folder for programs that import what the examples do, the emulator as it would be installed. */
function project(): string {
  const made = mkdtempSync(join(folder, "project-"));
  for (const name of ["@aws-sdk/client-codeartifact", "@jest/globals"]) link(made, name, packageOf(name));
  const packed = ["pack", "--out", join(made, "emulator.tgz")];
  const steps = [
    spawnSync("pnpm", packed, { cwd: join(ROOT, "packages/emulator") }),
    spawnSync("tar", ["xzf", "emulator.tgz"], { cwd: made }),
  ];
  expect(steps.map(({ status }) => status)).toEqual([0, 0]);
  link(made, "@convoy/emulator", join(made, "package"));
  return made;
}

function packageOf(name: string): string {
  const paths = [import.meta.dirname, ROOT].flatMap(
    (from) => createRequire(join(from, "x.js")).resolve.paths(name) ?? [],
  );
  return (
    paths.map((path) => join(path, name)).find((path) => spawnSync("test", ["-d", path]).status === 0) ?? name
  );
}

function link(into: string, name: string, target: string): void {
  const path = join(into, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

const [inJest = "", ...programs] = examples("js");

test("the example for jest passes in jest", () => {
  const made = project();
  writeFileSync(join(made, "package.json"), "{}");
  writeFileSync(join(made, "example.test.mjs"), inJest);
  const jest = join(ROOT, "node_modules/jest/bin/jest.js");
  const args = ["--experimental-vm-modules", jest, "--rootDir", made, "--testMatch", "**/*.test.mjs"];
  const ran = spawnSync(process.execPath, [...args, "--transform", "{}"], { cwd: made, encoding: "utf8" });
  expect({ status: ran.status, told: ran.stderr }).toEqual({
    status: 0,
    told: expect.stringContaining("1 passed"),
  });
});

test.each(programs.map((program, index) => [index + 1, program] as const))(
  "program %d runs",
  (_, program) => {
    const made = project();
    writeFileSync(join(made, "example.mjs"), program);
    const ran = spawnSync(process.execPath, ["example.mjs"], { cwd: made, encoding: "utf8" });
    expect({ status: ran.status, told: ran.stderr }).toEqual({ status: 0, told: "" });
  },
);

(installed ? describe : describe.skip)(title, () => {
  test("do what the page says, one example after the other", async () => {
    const [start = "", ...others] = examples("sh");
    const env = shell();
    const emulator = spawn("sh", ["-c", `exec ${start.replace("4700", "0")}`], { cwd: folder, env });
    try {
      const port = /:(\d+)\n/.exec(await firstLine(emulator))?.[1] ?? "";
      const script = others.join("\n").replaceAll("4700", port);
      const ran = spawnSync("sh", ["-euxc", script], {
        cwd: folder,
        env,
        encoding: "utf8",
        timeout: 300_000,
      });
      expect({ status: ran.status, told: ran.stdout + ran.stderr }).toEqual({
        status: 0,
        told: expect.stringMatching(/stable.*that was the 503.*"fault":"status:503"/s),
      });
    } finally {
      emulator.kill();
      await once(emulator, "exit");
    }
  });
});

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return line.toString();
}

/** An environment with nothing of the user's, and with Convoy and Yarn on the PATH. */
function shell(): Readonly<Record<string, string>> {
  const bin = join(folder, "bin");
  const home = join(folder, "home");
  for (const path of [bin, home]) mkdirSync(path);
  const scripts = {
    convoy: join(ROOT, "packages/cli/bin/convoy.js"),
    yarn: join(dirname(require.resolve("@yarnpkg/cli-dist/package.json")), "bin/yarn.js"),
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, {
      mode: 0o755,
    });
  }
  const path = [bin, dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  return { PATH: path, HOME: home, NO_COLOR: "1", YARN_ENABLE_TELEMETRY: "0", YARN_IGNORE_PATH: "1" };
}
