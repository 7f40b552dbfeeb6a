import { print, type Answer, type CommonOptions } from "./answer.ts";
import { DONE } from "./exit-codes.ts";
import type { Host } from "./host.ts";

/** Receives the exit code of the verb that was run. */
export type Settle = (exitCode: number) => void;

/** A verb that answers, loaded when it is asked for: none pays for the libraries of the others. */
type Answering<O extends CommonOptions> = () => Promise<
  (host: Host, options: O, argument?: string) => Promise<Answer>
>;

/** Makes an action of a verb that answers: what it has found is printed, and its exit code settled. */
export function answeringOn(
  host: Host,
  settle: Settle,
): <O extends CommonOptions>(load: Answering<O>) => (...given: unknown[]) => Promise<void> {
  return <O extends CommonOptions>(load: Answering<O>) =>
    async (...given) => {
      const [argument, options] =
        given.length > 2 ? (given as [string | undefined, O]) : [undefined, given[0] as O];
      const answer = await (await load())(host, options, argument);
      print(host, options, answer);
      settle(answer.exitCode ?? DONE);
    };
}
