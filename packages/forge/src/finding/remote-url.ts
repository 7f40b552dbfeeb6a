/** A repository as its remote names it. */
export interface RemoteRepository {
  /** With the port where it is not the usual one: `git.acme.example:8443`. */
  readonly host: string;
  /** `acme/shop`, or longer where groups have groups. */
  readonly path: string;
}

const SCP = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/;

/** Reads the URL of a remote, of the form with `://` and of the form of scp. Undefined for a folder. */
export function readRemoteUrl(url: string): RemoteRepository | undefined {
  if (URL.canParse(url) && /^(https?|ssh|git):\/\//i.test(url)) {
    const { protocol, host, hostname, pathname } = new URL(url);
    // The port of ssh says nothing about that of the API.
    return repositoryAt(/^https?:$/.test(protocol) ? host : hostname, decodeURIComponent(pathname));
  }
  const [, host, path] = SCP.exec(url) ?? [];
  // One letter before the colon is a drive.
  return host === undefined || path === undefined || host.length === 1 ? undefined : repositoryAt(host, path);
}

function repositoryAt(host: string, path: string): RemoteRepository | undefined {
  const trimmed = path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
  return /^[^/]+(\/[^/]+)+$/.test(trimmed) ? { host: host.toLowerCase(), path: trimmed } : undefined;
}
