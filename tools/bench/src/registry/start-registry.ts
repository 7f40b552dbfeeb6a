import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { messageOf } from "../measure/child-message.ts";
import type { LoggedRequest, RegistrySettings } from "./request-log.ts";

export interface RegistryProcess {
  /** With a trailing slash. */
  readonly url: string;
  readonly token: string;
  /** All requests so far. */
  requests(): Promise<readonly LoggedRequest[]>;
  stop(): Promise<void>;
}

/** Starts the registry as its own process. It also ends when this process does. */
export async function startRegistry(settings: RegistrySettings): Promise<RegistryProcess> {
  const program = fileURLToPath(new URL("process.js", import.meta.url));
  const child = fork(program, [JSON.stringify(settings)], { execArgv: [], serialization: "advanced" });
  const { port } = await messageOf<{ readonly port: number }>(child);
  return {
    url: `http://127.0.0.1:${port}/`,
    token: settings.token,
    async requests() {
      const reply = messageOf<{ readonly log: readonly LoggedRequest[] }>(child);
      child.send("log");
      return (await reply).log;
    },
    async stop() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
