import { hash } from "node:crypto";
import { createEmulator, type Emulator } from "../emulator.ts";
import { QUERY_MEMBERS } from "../control/members.ts";
import { OPERATIONS } from "../control/operations.ts";
import type { EmulatorOptions } from "../options.ts";

/** An answer of the emulator, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON; a test says what it expects of it. */
  readonly body: any;
}

export interface Publication {
  readonly name: string;
  readonly version: string;
  /** Stands for the tarball. Default: name and version. */
  readonly bytes?: string;
  readonly tag?: string;
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly repository?: string;
}

const HOST = "http://codeartifact.test";
export const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/codeartifact/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

/** An emulator with the domain `acme` and its repositories `stage` and `channel`, and short ways to call it. */
export class Rig {
  readonly emulator: Emulator;
  #token = "";

  private constructor(options: EmulatorOptions) {
    this.emulator = createEmulator(options);
  }

  /** Without domain and repositories. */
  static async bare(options: EmulatorOptions = {}): Promise<Rig> {
    return new Rig(options);
  }

  static async start(options: EmulatorOptions = {}): Promise<Rig> {
    const rig = new Rig(options);
    await rig.control("CreateDomain", { domain: "acme" });
    await rig.control("CreateRepository", { domain: "acme", repository: "stage" });
    await rig.control("CreateRepository", { domain: "acme", repository: "channel" });
    await rig.login();
    return rig;
  }

  async login(): Promise<string> {
    this.#token = (await this.control("GetAuthorizationToken", { domain: "acme" })).body.authorizationToken;
    return this.#token;
  }

  /** Calls an operation with members named as in the model. The domain is `acme` unless given. */
  async control(operation: string, input: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
    const found = OPERATIONS.find(({ name }) => name === operation);
    if (found === undefined) throw new Error(`no operation ${operation}`);
    const given: Readonly<Record<string, unknown>> = { domain: "acme", ...input };
    const query = new URLSearchParams();
    for (const word of found.query.map((entry) => entry.replace("!", ""))) {
      const value = given[QUERY_MEMBERS[word]?.name ?? word];
      if (value !== undefined) query.set(word, typeof value === "string" ? value : JSON.stringify(value));
    }
    const members = found.body.map((entry) => entry.replace("!", ""));
    const body = Object.fromEntries(members.map((member) => [member, given[member]]));
    return this.fetch(`${found.path}?${query}`, {
      method: found.method,
      headers: { authorization: AUTHORIZATION },
      ...(members.length === 0 ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Calls below the endpoint of a repository of `acme`: `channel/@acme%2fhttp`. */
  npm(path: string, init: RequestInit = {}): Promise<Reply> {
    const authorization = `Bearer ${this.#token}`;
    return this.fetch(`/d/acme-123456789012/npm/${path}`, {
      ...init,
      headers: { authorization, ...(init.headers as Record<string, string>) },
    });
  }

  publish(publication: Publication): Promise<Reply> {
    const { repository = "stage", name } = publication;
    const body = JSON.stringify(publishBody(publication));
    return this.npm(`${repository}/${name.replace("/", "%2f")}`, { method: "PUT", body });
  }

  publishGeneric(
    input: Readonly<Record<"repository" | "package" | "version" | "asset" | "bytes", string>> & {
      readonly unfinished: boolean;
    },
  ): Promise<Reply> {
    const { bytes, unfinished, ...rest } = input;
    const query = new URLSearchParams({
      domain: "acme",
      format: "generic",
      namespace: "acme",
      unfinished: String(unfinished),
      ...rest,
    });
    const headers = { authorization: AUTHORIZATION, "x-amz-content-sha256": hash("sha256", bytes) };
    return this.fetch(`/v1/package/version/publish?${query}`, { method: "POST", headers, body: bytes });
  }

  faults(...faults: readonly Readonly<Record<string, unknown>>[]): Promise<Reply> {
    return this.fetch("/_emulator/faults", { method: "POST", body: JSON.stringify(faults) });
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await this.emulator.respond(new Request(`${HOST}${path}`, init));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? JSON.parse(text) : text,
    };
  }
}

/** What npm puts. */
export function publishBody({
  name,
  version,
  bytes,
  tag = "latest",
  manifest = {},
}: Publication): Readonly<Record<string, unknown>> {
  const tarball = Buffer.from(bytes ?? `${name}@${version}`);
  const integrity = `sha512-${hash("sha512", tarball, "base64")}`;
  const file = `${name}-${version}.tgz`;
  return {
    _id: name,
    name,
    "dist-tags": { [tag]: version },
    versions: {
      [version]: {
        name,
        version,
        ...manifest,
        dist: { integrity, shasum: hash("sha1", tarball), tarball: `http://elsewhere/${file}` },
      },
    },
    access: null,
    _attachments: {
      [file]: {
        content_type: "application/octet-stream",
        data: tarball.toString("base64"),
        length: tarball.length,
      },
    },
  };
}
