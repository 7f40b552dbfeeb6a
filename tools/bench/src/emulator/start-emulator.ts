import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { rigAt } from "@convoy/testkit";
import { messageOf } from "../measure/child-message.ts";

export interface EmulatorProcess {
  /** Of the npm endpoint of a repository, with a trailing slash. */
  readonly endpoint: string;
  readonly token: string;
  /** Seconds, user and system, since it was started. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

const REPOSITORY = "npm-releases";

/** Starts the emulator as its own process, with a repository in it. Without a folder all is in memory. */
export async function startEmulatorProcess(data: string | undefined): Promise<EmulatorProcess> {
  const program = fileURLToPath(new URL("process.js", import.meta.url));
  const child = fork(program, data === undefined ? [] : [data], { execArgv: [] });
  const url = await messageOf<string>(child);
  async function close(): Promise<void> {
    if (!child.connected) return;
    const ended = once(child, "exit");
    child.disconnect();
    await ended;
  }
  const rig = await rigAt({ url, close }, { repository: REPOSITORY, staging: null });
  return {
    endpoint: await rig.endpoint(REPOSITORY),
    token: await rig.token(),
    async cpu() {
      const reply = messageOf<number>(child);
      child.send("cpu");
      return reply;
    },
    stop: close,
  };
}
