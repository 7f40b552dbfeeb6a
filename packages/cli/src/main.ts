import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import type { Host } from "./host.ts";
import { runConvoy } from "./program.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

const host: Host = {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  pid: process.pid,
  hostname: hostname(),
  onInterrupt(callback) {
    for (const signal of SIGNALS) process.on(signal, callback);
    return () => {
      for (const signal of SIGNALS) process.off(signal, callback);
    };
  },
};

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
process.exitCode = await runConvoy(process.argv.slice(2), host, version);
