/** The part of a tree of Nx that generators use: the files as they will be, none of them written before all are known. */
export interface Tree {
  readonly root: string;
  exists(path: string): boolean;
  read(path: string, encoding: "utf8"): string | null;
  write(path: string, content: string): void;
}

/** Runs when the tree has been written, and not in a dry run. */
export type GeneratorCallback = () => void | Promise<void>;
