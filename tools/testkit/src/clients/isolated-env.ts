import { delimiter, dirname, join } from "node:path";

/**
 * The environment of a child process that must see nothing of the user: the PATH (this Node first), and `home` for
 * everything that tools keep in a home folder.
 */
export function isolatedEnv(home: string): Record<string, string> {
  const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  return {
    PATH: path,
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_CACHE_HOME: join(home, ".cache"),
    XDG_DATA_HOME: join(home, ".local", "share"),
    XDG_STATE_HOME: join(home, ".local", "state"),
    LANG: "C.UTF-8",
    TZ: "UTC",
    CI: "true",
    NO_COLOR: "1",
    GIT_TERMINAL_PROMPT: "0",
    NX_DAEMON: "false",
    NX_NO_CLOUD: "true",
  };
}
