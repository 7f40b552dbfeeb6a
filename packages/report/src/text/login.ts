import { clean } from "./clean.ts";
import { duration } from "./words.ts";

export interface LoginView {
  readonly client: string;
  readonly scopes: readonly string[];
  readonly all: boolean;
  readonly label: string;
  readonly registry: string;
  readonly file: string;
  /** The life of the token, 0 for the rest of the role's session; undefined where there is none. */
  readonly tokenSeconds?: number | undefined;
}

const CLIENTS: Readonly<Record<string, string>> = { yarn: "Yarn", "yarn-classic": "Yarn 1" };

/** What is installed from where now, where that stands, and for how long. */
export function loginText(view: LoginView): string {
  const { client, scopes, all, label, registry, file } = view;
  const what = all ? "all packages" : `packages of ${scopes.map(clean).join(", ")}`;
  const from = label === registry ? clean(registry) : `${clean(label)} (${clean(registry)})`;
  const who = CLIENTS[client] ?? client;
  return [`${who} installs ${what} from ${from}.`, `Written to ${clean(file)}.`, endOf(view)].join("\n");
}

function endOf({ registry, tokenSeconds }: LoginView): string {
  if (tokenSeconds === undefined)
    return `No credential was written: \`npm login --registry ${clean(registry)}\` gets one, if it needs any.`;
  if (tokenSeconds === 0) return "The token ends with the session of your role.";
  return `The token ends in ${duration(tokenSeconds * 1000)}: \`convoy login\` gets the next one.`;
}
