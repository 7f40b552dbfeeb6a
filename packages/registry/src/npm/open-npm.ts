import { ReleaseError } from "@convoy/core";
import { readFile } from "node:fs/promises";
import { openAgents } from "../agents.ts";
import type { Gate } from "../limits/gate.ts";
import { wordsOf } from "../replies/words.ts";
import type { NpmSettings } from "../settings.ts";
import type { OpenTarget } from "../target.ts";
import { consumerOf } from "./consumer.ts";
import { readDocument } from "./look.ts";
import { NpmPlane } from "./npm-plane.ts";
import { npmRepository } from "./npm-repository.ts";
import { publishedIn } from "./published.ts";
import { userCredential } from "./user-credential.ts";

/** A target and what has to be closed with it. */
export interface Opened extends Pick<
  OpenTarget,
  "target" | "consumer" | "inventories" | "missingRights" | "published"
> {
  close(): void;
}

/** Opens a plain registry. Makes no request. */
export async function openNpm(settings: NpmSettings, gate: Gate): Promise<Opened> {
  const registry = registryUrl(settings.registry);
  const { upload, read } = settings.limits;
  const agents = openAgents({
    sockets: upload + read,
    proxy: settings.proxy,
    ca: await authorities(settings.npmrc),
  });
  const plane = new NpmPlane({
    registry,
    label: registry.href,
    gate,
    credentials: userCredential(registry, settings.npmrc, settings.token),
    agent: registry.protocol === "https:" ? agents.https : agents.http,
  });
  return {
    target: { strategy: "direct", channel: npmRepository(plane, settings.access) },
    consumer: consumerOf(plane),
    published: (name) => readDocument(plane, { name }, publishedIn),
    close: () => agents.close(),
  };
}

/** The address with a slash at its end. Throws `TARGET_INVALID` for what is none, without repeating a password. */
function registryUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ReleaseError("TARGET_INVALID", `the registry is no http or https URL: ${wordsOf(text)}`, {
      hint: "Mend `target.registry` in convoy.json.",
    });
  if (url.username !== "" || url.password !== "")
    throw new ReleaseError(
      "TARGET_INVALID",
      `the URL of the registry on ${url.host} has a credential in it`,
      {
        hint: "Put the credential into the user's npmrc, where npm looks for it too.",
      },
    );
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

async function authorities(npmrc: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { ca, cafile } = npmrc;
  if (cafile === undefined || cafile === "") return ca;
  try {
    return await readFile(cafile, "utf8");
  } catch (cause) {
    throw new ReleaseError(
      "NPMRC_INVALID",
      `the file that cafile names in the npmrc cannot be read: ${cafile}`,
      { cause },
    );
  }
}
