/** Of every page. Light or dark as the reader has it; columns with the class `wide` give way on a narrow screen. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: light-dark(#fff, #111417);
  --soft: light-dark(#f4f6f8, #1a1f24);
  --text: light-dark(#1c2126, #e4e7ea);
  --quiet: light-dark(#5c6670, #98a2ad);
  --line: light-dark(#dde2e6, #2c333a);
  --link: light-dark(#0b5cad, #7ab8ff);
  --good: light-dark(#1a7037, #5fc873);
  --warn: light-dark(#8a5200, #e0a84a);
  --bad: light-dark(#b3261e, #ff8f85);
}
body {
  font: 15px/1.5 system-ui, sans-serif;
  color: var(--text);
  background: var(--back);
  max-width: 76rem;
  margin: 0 auto;
  padding: 1.5rem 1.25rem;
}
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
small, .quiet { color: var(--quiet); font-size: inherit; font-weight: normal; }
code, pre { font: .9em/1.5 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre, dl { background: var(--soft); border-radius: .5rem; padding: .75rem 1rem; overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 1rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; min-width: min(100%, 40rem); }
th, td { text-align: left; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
th { color: var(--quiet); font-weight: normal; }
td.name { white-space: normal; overflow-wrap: anywhere; min-width: 9rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.bad { color: var(--bad); }
.chip { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .55rem; font-size: .85em; }
.name .chip { white-space: normal; }
.Published { color: var(--good); border-color: currentColor; }
.Unlisted, .Unfinished { color: var(--warn); border-color: currentColor; }
.Archived { color: var(--quiet); border-color: currentColor; }
.Disposed { color: var(--bad); border-color: currentColor; }
details { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .4rem 0; overflow-wrap: anywhere; }
details[open] { padding-bottom: 1rem; }
details .scroll, details p { padding-left: 1.1rem; }
details table tr:last-child td { border-bottom: 0; }
form { display: flex; gap: .5rem; margin: 1rem 0; }
input, button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; padding: .25rem .6rem; }
input { flex: 0 1 22rem; min-width: 0; }
footer { margin: 2.5rem 0 1rem; color: var(--quiet); }
@media (max-width: 42rem) {
  .wide { display: none; }
  table { font-size: .85rem; }
  th, td { padding-right: .6rem; }
  td.name { min-width: 6rem; }
  td.operation { white-space: normal; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .5rem; }
}
`;
