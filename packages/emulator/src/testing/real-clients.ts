import { execFile } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** Scripts, since neither of the two is on the PATH. */
const YARNS: Readonly<Record<string, string>> = {
  yarn: join(dirname(require.resolve("@yarnpkg/cli-dist/package.json")), "bin", "yarn.js"),
  "yarn 1": join(dirname(require.resolve("yarn/package.json")), "bin", "yarn.js"),
};

export interface ClientRun {
  readonly code: number;
  /** Both streams, one after the other. */
  readonly output: string;
}

/** A folder with one package in it, and a home of its own for whatever client works there. */
export class ClientFolder {
  readonly path: string;
  readonly #home: string;

  constructor(manifest: Readonly<Record<string, unknown>>) {
    const root = mkdtempSync(join(tmpdir(), "emulator-client-"));
    this.path = join(root, "package");
    this.#home = join(root, "home");
    mkdirSync(this.path);
    mkdirSync(this.#home);
    this.write("package.json", JSON.stringify(manifest));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  append(file: string, text: string): void {
    appendFileSync(join(this.path, file), text);
  }

  /** Runs a client with nothing of the user's environment but the PATH. Never rejects. */
  run(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<ClientRun> {
    const [file, ...before] = command in YARNS ? [process.execPath, YARNS[command] ?? ""] : [command];
    const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
    const options = {
      cwd: this.path,
      env: {
        PATH: path,
        HOME: this.#home,
        CI: "true",
        NO_COLOR: "1",
        npm_config_update_notifier: "false",
        YARN_IGNORE_PATH: "1",
        ...env,
      },
      timeout: 120_000,
    };
    return new Promise((resolve) => {
      execFile(file ?? command, [...before, ...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, output: `${stdout}${stderr}` });
      });
    });
  }
}
