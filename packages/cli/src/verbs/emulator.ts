import { resolve } from "node:path";
import { ReleaseError } from "@convoy/core";
import {
  EmulatorError,
  parseAssumptions,
  readSeed,
  startEmulator,
  type EmulatorOptions,
  type RunningEmulator,
} from "@convoy/emulator";
import { print, type CommonOptions } from "../answer.ts";
import { DONE } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { readIfThere } from "../read-if-there.ts";

export interface EmulatorVerbOptions extends CommonOptions {
  readonly port: number;
  readonly latency: number;
  readonly quotas: "aws" | "off";
  readonly tokenSeconds?: number;
  readonly data?: string;
  readonly seed?: string;
  readonly deny?: readonly string[];
  readonly policy?: string;
  readonly verifySignatures?: boolean;
  readonly npmjs?: string;
  readonly explicitPort?: boolean;
  readonly assume?: readonly string[];
}

/** Runs CodeArtifact on this machine until it is told to stop. */
export async function emulator(host: Host, options: EmulatorVerbOptions): Promise<number> {
  const running = await start(host, options).catch((thrown: unknown) => {
    throw explained(thrown);
  });
  const { url } = running;
  print(host, options, { document: { format: 1, url }, text: `CodeArtifact emulator on ${url}` });
  await new Promise<void>((stopped) => {
    const stop = host.onInterrupt(() => {
      stop();
      stopped();
    });
  });
  await running.close();
  return DONE;
}

async function start(host: Host, options: EmulatorVerbOptions): Promise<RunningEmulator> {
  const cwd = resolve(host.cwd, options.cwd);
  const { port, latency: latencyMs, quotas, explicitPort = false, assume = [] } = options;
  const { tokenSeconds, data, seed, deny, policy, npmjs } = options;
  return startEmulator({
    port,
    latencyMs,
    quotas,
    explicitPort,
    assumptions: parseAssumptions(assume),
    ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
    ...(data === undefined ? {} : { data: resolve(cwd, data) }),
    ...(seed === undefined ? {} : { seed: readSeed(resolve(cwd, seed)) }),
    ...(deny === undefined ? {} : { deny }),
    ...(policy === undefined ? {} : { policy: await readPolicy(resolve(cwd, policy)) }),
    ...(npmjs === undefined ? {} : { npmjs: /^https?:/.test(npmjs) ? npmjs : resolve(cwd, npmjs) }),
    ...(options.verifySignatures === true ? { credentials: credentialsIn(host.env) } : {}),
  });
}

async function readPolicy(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text !== undefined) return text;
  throw new ReleaseError("POLICY_MISSING", `there is no file ${path}`, {
    hint: "`--policy FILE` takes an IAM policy, as `convoy setup --iam release` prints one.",
  });
}

/** From the environment, where every AWS tool looks: a secret on the command line is for all to see. */
function credentialsIn(env: Host["env"]): NonNullable<EmulatorOptions["credentials"]> {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = env;
  if (id !== undefined && id !== "" && secret !== undefined && secret !== "") return { [id]: secret };
  throw new ReleaseError("CREDENTIALS_MISSING", "`--verify-signatures` has no credentials to verify with", {
    hint: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to what the clients sign with.",
  });
}

/** The emulator stands alone, with errors of its own; here they become those of the command. */
function explained(thrown: unknown): unknown {
  if (!(thrown instanceof EmulatorError)) return thrown;
  const { code, message, hint } = thrown;
  return new ReleaseError(code, message, { cause: thrown, hint });
}
