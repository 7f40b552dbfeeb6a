/** Where a process works, for whoever has to find it. */
export interface ProcessPlace {
  readonly host: string;
  readonly pid: number;
  /** The page of the CI job that it is part of. */
  readonly job?: string | undefined;
}

/** `process 4711 on build-7`, and the page of its CI job where it is part of one. */
export function processInWords({ host, pid, job }: ProcessPlace): string {
  return `process ${pid} on ${host}${job === undefined ? "" : `, ${job}`}`;
}
