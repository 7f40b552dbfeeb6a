import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** The next message of a child. Rejects when the child ends first. */
export async function messageOf<T>(child: ChildProcess): Promise<T> {
  const [received] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the child process ended by itself"))),
  ])) as [T];
  return received;
}
