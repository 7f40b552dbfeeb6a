import { ReleaseError } from "@convoy/core";
import { plainText } from "../plain-text.ts";
import type { InstallRequest } from "./install-from.ts";

const MOST_LINES = 20;

/** The error with what the client said, or the end of its output where it said nothing that looks like an error. */
export function installFailed(
  request: InstallRequest,
  complaints: readonly string[],
  output: string,
): ReleaseError {
  const { client, packages, registry } = request;
  const lines = plainText(complaints.length > 0 ? complaints.join("\n") : output)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  const shown = complaints.length > 0 ? lines.slice(0, MOST_LINES) : lines.slice(-MOST_LINES);
  const said = withoutSecrets(shown.join("\n"), request);
  const many = packages.length === 1 ? "the package" : `the ${packages.length} packages`;
  const missing = missingIn(lines.join("\n"), request);
  return new ReleaseError(
    "INSTALL_FAILED",
    `${client} could not install ${many} from ${registry}:\n${said}`,
    {
      hint:
        missing === undefined
          ? undefined
          : `${missing} is no part of the release: the registry needs an upstream that has it.`,
    },
  );
}

/** A package from elsewhere that the registry did not have. */
function missingIn(said: string, { registry, packages }: InstallRequest): string | undefined {
  if (!/\b404\b/.test(said)) return undefined;
  const at = said.indexOf(registry);
  const [path = ""] = /^[^\s:]*/.exec(at < 0 ? "" : said.slice(at + registry.length)) ?? [];
  const [name = ""] = path.replace(/%2f/i, "/").split("/-/");
  return name === "" || packages.some((one) => one.name === name) ? undefined : name;
}

function withoutSecrets(text: string, { settings }: InstallRequest): string {
  const secrets = Object.values(settings).filter((value) => value !== "");
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}
