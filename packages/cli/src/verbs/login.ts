import { ReleaseError } from "@convoy/core";
import { loginText } from "@convoy/report";
import { readWorkspace, usualClient, type LoginClient, type SignIn } from "@convoy/workspace";
import { onGithub, type Answer, type CommonOptions } from "../answer.ts";
import { loadConfig } from "../config/load.ts";
import type { Host } from "../host.ts";
import { configOf, rootOf } from "../wiring/project.ts";
import { publishedNames } from "../wiring/setting-up/layout.ts";
import { accessTo, type Access } from "../wiring/signing-in/access.ts";
import { defaultBefore, overruled, withoutScope } from "../wiring/signing-in/notes.ts";
import { readSettings, replaceFile, settingsFile, textWith } from "../wiring/signing-in/settings-file.ts";

export interface LoginOptions extends CommonOptions {
  readonly client?: LoginClient;
  /** With or without `@`. Default: those of the workspace's packages. */
  readonly scope?: readonly string[];
  /** All packages come from the channel, not only those of the scopes. */
  readonly all?: true;
  /** The settings, with the token, go to standard output and into no file. */
  readonly print?: true;
  readonly tokenSeconds?: number;
}

/** Makes npm, pnpm or Yarn ready to install from the channel. What else its settings say stays. */
export async function login(host: Host, options: LoginOptions): Promise<Answer> {
  const root = await rootOf(host, options);
  const config = configOf({ root, config: await loadConfig(root) });
  const names = publishedNames(await readWorkspace(root));
  const client = options.client ?? usualClient(root);
  const scopes = scopesOf(options, names);
  const file = options.print ? undefined : settingsFile(client, host);
  const before = file === undefined ? "" : await readSettings(file);
  const access = await accessTo(config, host, options.tokenSeconds);
  mask(host, access);
  const signIn: SignIn = { ...access, scopes, all: options.all === true };
  const text = textWith(client, before, signIn);
  if (file !== undefined) await replaceFile(file, text, host.pid);
  const notes = [
    ...(options.scope === undefined ? withoutScope(names, signIn) : []),
    ...defaultBefore(before, signIn),
    ...(await overruled({ root, env: host.env }, signIn, client)),
  ];
  const { registry, label, tokenSeconds } = access;
  const told = { client, registry, scopes, all: signIn.all };
  const document = { format: 1, ...told, file: file ?? null, tokenSeconds: tokenSeconds ?? null };
  if (file === undefined) return { document: { ...document, settings: text }, text: text.trimEnd(), notes };
  return { document, text: loginText({ ...told, file, label, tokenSeconds }), notes };
}

function scopesOf({ scope, all }: LoginOptions, names: readonly string[]): readonly string[] {
  const given = scope?.map((one) => (one.startsWith("@") ? one : `@${one}`));
  const wrong = given?.find((one) => !/^@[a-z0-9~-][a-z0-9._~-]*$/.test(one));
  if (wrong !== undefined)
    throw new ReleaseError("USAGE", `--scope: ${wrong} is no scope`, { hint: "A scope is as `@acme`." });
  const own = names.flatMap((name) => /^@[^/]+/.exec(name)?.[0] ?? []);
  const scopes = [...new Set(given ?? own)].toSorted();
  if (scopes.length > 0 || all) return scopes;
  throw new ReleaseError("LOGIN_SCOPE_MISSING", "no package of this workspace has a scope", {
    hint: "Give `--scope @acme`, or `--all`: then every package is installed from the channel.",
  });
}

/** GitHub shows the token in no log of the job from here on. */
function mask(host: Host, { settings }: Access): void {
  if (!onGithub(host)) return;
  for (const [key, secret] of Object.entries(settings))
    if (key.endsWith(":_authToken")) host.stderr.write(`::add-mask::${secret}\n`);
}
