import { foreignLockFile } from "@convoy/workspace";

/** What to say of a lock file that is not pnpm's: Convoy leaves it, and a frozen install may then refuse it. */
export function staleLockFile(root: string): string {
  const { file, command } = foreignLockFile(root) ?? { file: "The lock file", command: "install" };
  return `${file} was left as it was, and is behind the manifests: run \`${command}\`, and commit it.`;
}
