import { ReadySet, ReleaseError, describeError, type ErrorDocument, type Ordered } from "@convoy/core";

/** What is done to one package: the write, which counts against the ceiling, and the wait until it is seen. */
export interface Work {
  act(name: string): Promise<void>;
  confirm(name: string): Promise<void>;
}

export interface DriveOptions {
  /** How many `act`s run at a time. `confirm`s do not count: they wait for the registry, not on it. */
  readonly ceiling: number;
  /** After a failure: start nothing more, or go on with what does not depend on it. What runs is let finish. */
  readonly afterFailure: "stop" | "go-on";
  /** Nothing is started after this was aborted. */
  readonly signal: AbortSignal;
}

export interface DriveResult {
  readonly failures: ReadonlyMap<string, ErrorDocument>;
  /** Package to the failed one that it waits for. */
  readonly blocked: ReadonlyMap<string, string>;
}

/** Does the work for every package in dependency order, each the moment the ones it comes after are confirmed. */
export function drive(nodes: readonly Ordered[], work: Work, options: DriveOptions): Promise<DriveResult> {
  const ready = new ReadySet(nodes);
  const failures = new Map<string, ErrorDocument>();
  const blocked = new Map<string, string>();
  let acting = 0;
  let unfinished = 0;

  return new Promise((resolve, reject) => {
    const stopped = (): boolean =>
      options.signal.aborted || (options.afterFailure === "stop" && failures.size > 0);
    const startWhatMay = (): void => {
      while (acting < options.ceiling && !stopped()) {
        const name = ready.take();
        if (name === undefined) break;
        acting += 1;
        unfinished += 1;
        runOne(name).then(finishOne, reject);
      }
      if (unfinished === 0) resolve({ failures, blocked });
    };
    const finishOne = (): void => {
      unfinished -= 1;
      startWhatMay();
    };
    const runOne = async (name: string): Promise<void> => {
      try {
        await work.act(name).finally(() => {
          acting -= 1;
          startWhatMay();
        });
        await work.confirm(name);
        ready.settle(name);
      } catch (error) {
        if (!(error instanceof ReleaseError)) throw error;
        failures.set(name, describeError(error));
        for (const dependent of ready.block(name)) blocked.set(dependent, name);
      }
    };
    startWhatMay();
  });
}
