import { clean } from "../text/clean.ts";

/** Text of the repository as it may stand in a page: cleaned, and nothing in it is markup. */
export function html(text: string): string {
  return clean(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A sentence of Convoy as it may stand in a page: what is in backticks is a command, and a click selects all of it. */
export function sentence(text: string): string {
  return html(text).replace(/`([^`]+)`/g, '<code class="copy">$1</code>');
}

/**
 * A page that needs nothing beside itself, in the colours that its reader prefers. Nothing in it runs, and nothing is
 * fetched, whatever the workspace has put into it.
 */
export function page(title: string, body: string, style = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#59636e, #9198a1);
  --card: light-dark(#f6f8fa, #151b23); --mark: light-dark(#0969da, #4493f8); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p, figcaption { color: var(--soft); margin: .25rem 0 1rem; }
code, .version { font-family: ui-monospace, monospace; font-size: .9em; }
.steps { display: flex; gap: 1rem; overflow-x: auto; padding-bottom: 1rem; }
.step { flex: 0 0 17rem; } .step h3 { font-size: .85rem; font-weight: 600; color: var(--soft); margin: 0 0 .5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 6px; margin-bottom: .5rem; padding: .5rem .75rem; }
.card:target { border-color: var(--mark); box-shadow: 0 0 0 1px var(--mark); }
.card strong { overflow-wrap: anywhere; } .card ul { list-style: none; margin: .25rem 0 0; padding: 0; }
.card li, .note { color: var(--soft); font-size: .85rem; }
a { color: var(--mark); text-decoration: none; } a:hover { text-decoration: underline; }
table { border-collapse: collapse; width: 100%; } .scroll { overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }
`;
