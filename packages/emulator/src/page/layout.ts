import { hash } from "node:crypto";
import { html, Html, type HtmlValue } from "./html.ts";
import { LIVE_SCRIPT } from "./live.ts";
import { STYLE } from "./style.ts";
import type { Answer } from "../exchange.ts";

export interface Page {
  readonly title: string;
  /** Default 200. */
  readonly status?: number;
  /** What stays as it is while `main` is kept up to date: forms. */
  readonly above?: HtmlValue;
  readonly main: HtmlValue;
}

// Nothing that a package is called can be taken for a program: the page's own is the only one that runs.
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${hash("sha256", LIVE_SCRIPT, "base64")}'`,
  "connect-src 'self'",
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": POLICY,
};

export function layout({ title, status = 200, above = "", main }: Page): Answer {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <h1>${title}</h1>
        ${above}
        <main>${main}</main>
        <footer>As JSON: ${LINKS}</footer>
        ${new Html(`<script>${LIVE_SCRIPT}</script>`)}
      </body>
    </html>`;
  return { status, headers: HEADERS, body: page.text };
}

const LINKS: readonly Html[] = ["requests", "faults", "events", "clock"].map(
  (name) => html`<a href="/_emulator/${name}">${name}</a> `,
);

/** A table that scrolls by itself where the screen is too narrow for it. */
export function table(heads: HtmlValue, rows: HtmlValue): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A name that may go over to the next line where one of its words begins. */
export function inWords(name: string): readonly Html[] {
  return name.split(/(?=[A-Z])/).map((word) => html`<wbr />${word}`);
}

/** `2026-03-01 09:30:00` in UTC. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}

/** `1 package`, `2 packages`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
