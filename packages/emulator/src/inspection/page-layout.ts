import { html, Html } from "./html.ts";
import type { Answer } from "../exchange.ts";

const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#ddd, #333); --bad: light-dark(#b00020, #ff7b72); }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  th, small, .quiet { color: GrayText; font-weight: normal; }
  .number { font-variant-numeric: tabular-nums; }
  .bad { color: var(--bad); }
  .status { border: 1px solid var(--line); border-radius: .75rem; padding: 0 .5rem; font-size: .85em; }
  .Archived, .Disposed, .Unlisted { opacity: .6; }
  details { margin: .25rem 0; }
  summary { cursor: pointer; }
`;

// Every second the page fetches itself and takes over what has changed; sections that are open stay open.
const SCRIPT = `
  let shown = document.querySelector("main").innerHTML;
  setInterval(async () => {
    const text = await fetch(location.href).then((reply) => reply.text()).catch(() => undefined);
    if (text === undefined) return;
    const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    if (main === null || main.innerHTML === shown) return;
    shown = main.innerHTML;
    const open = [...document.querySelectorAll("details[open]")].map((section) => section.id);
    document.querySelector("main").replaceWith(main);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }, 1000);
`;

export function layout(title: string, main: Html): Answer {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <main>${main}</main>
        <script>
          ${new Html(SCRIPT)};
        </script>
      </body>
    </html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return { status: 200, headers, body: page.text };
}
