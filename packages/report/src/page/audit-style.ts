/** What the page of a release has beside what all pages have. */
export const AUDIT_STYLE = `
:root { --good: light-dark(#1a7f37, #3fb950); --bad: light-dark(#cf222e, #f85149); --back: light-dark(#9a6700, #d29922);
  --held: light-dark(#bc4c00, #db6d28); --idle: light-dark(#8c959f, #656c76); --tag: light-dark(#8250df, #a371f7);
  --paper: light-dark(#fff, #0d1117); --text: light-dark(#1f2328, #e6edf3); }
body { background: var(--paper); color: var(--text); }
header { border-left: 6px solid var(--tone); background: color-mix(in srgb, var(--tone) 9%, var(--paper)); border-radius: 6px; padding: 1rem 1.25rem; }
header h1 { font-size: 1.35rem; font-weight: 400; line-height: 1.35; } header h1 strong { color: var(--tone); }
header p.over { margin: 0 0 .25rem; }
.tone-good { --tone: var(--good); } .tone-bad { --tone: var(--bad); } .tone-back { --tone: var(--back); } .tone-open { --tone: var(--mark); }
.error { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem; } .error p { color: inherit; margin: .15rem 0; overflow-wrap: anywhere; }
.error > code { color: var(--bad); font-weight: 600; } .error p.hint { color: var(--soft); }
.next { margin: .75rem 0 0; color: inherit; } .next code { background: var(--card); border: 1px solid var(--line); border-radius: 5px; padding: .2rem .5rem; }
.copy { user-select: all; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(30rem, 1fr)); gap: .25rem 2rem; margin: 1.25rem 0; }
.facts div { display: flex; gap: .75rem; } .facts dt { color: var(--soft); flex: 0 0 5.5rem; } .facts dd { margin: 0; overflow-wrap: anywhere; }
svg text { font: 12px system-ui, sans-serif; fill: var(--text); } svg .aside { fill: var(--soft); font-size: 11px; }
svg a:hover text { fill: var(--mark); } svg { display: block; height: auto; } .graph { margin: 0 auto; } .timeline { min-width: 60rem; width: 100%; }
.tall { max-height: 46rem; overflow-y: auto; }
.edges path { fill: none; stroke: var(--idle); stroke-width: 1.2; opacity: .7; } .faint .edges path { opacity: .28; stroke-width: 1; } .edges path.held { stroke: var(--held); opacity: 1; }
.box { fill: var(--card); stroke: var(--line); } .mark { fill: var(--is); } svg a:hover .box { stroke: var(--mark); }
.is-published { --is: var(--good); } .is-already-published { --is: var(--mark); } .is-rolled-back { --is: var(--back); } .is-failed { --is: var(--bad); }
.is-blocked { --is: var(--held); } .is-not-started, .is-private { --is: var(--idle); } .is-private .box { stroke-dasharray: 4 3; }
.is-failed .box { stroke: var(--bad); fill: color-mix(in srgb, var(--bad) 12%, var(--card)); }
.tick { stroke: var(--line); stroke-width: 1; } .break { fill: var(--card); stroke: var(--line); stroke-dasharray: 2 3; }
.phase rect { fill: color-mix(in srgb, var(--mark) 14%, var(--paper)); stroke: var(--paper); } .phase.back rect { fill: color-mix(in srgb, var(--back) 25%, var(--paper)); }
.phase text { font-size: 11px; } .commit-point { stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 5 3; }
.do-stage { fill: var(--mark); background: var(--mark); } .do-promote, .do-publish { fill: var(--good); background: var(--good); } .do-tag { fill: var(--tag); }
.do-withdraw, .do-discard { fill: var(--back); background: var(--back); } rect.seen { opacity: .4; } rect.failed { fill: var(--bad); }
rect.unknown { fill-opacity: .25; stroke: currentColor; stroke-width: .5; stroke-dasharray: 3 2; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; } .legend i { display: inline-block; width: 1rem; height: .65rem; margin-right: .4rem; border-radius: 2px; }
.legend .chip { background: var(--is); } .legend .seen { background: var(--mark); opacity: .4; } .legend .failed { background: var(--bad); } .legend .commit { width: 0; border-left: 2px dashed var(--text); border-radius: 0; height: .9rem; vertical-align: -.15rem; }
.moments { width: auto; margin-top: 1rem; font-size: .9rem; } .moments .version { white-space: nowrap; } .moments td { padding: .15rem 1.25rem .15rem 0; border: 0; } .moments .bad td { color: var(--bad); }
.packages td { font-size: .9rem; } .packages .note { display: block; overflow-wrap: anywhere; } .packages .outcome { color: var(--is); } .packages tr:target { background: color-mix(in srgb, var(--mark) 12%, var(--paper)); }
.packages .version { white-space: nowrap; } .hash { display: block; width: 21rem; word-break: break-all; font-size: .72rem; line-height: 1.35; }
.packages .outcome { min-width: 7rem; max-width: 20rem; } .packages .outcome .note { font-size: .8rem; }
.changes { border-top: 1px solid var(--line); padding: .4rem 0; } .changes summary { cursor: pointer; } .changes :is(h1, h2, h3, h4, h5, h6) { font-size: .95rem; margin: .6rem 0 .2rem; }
.changes p { color: inherit; margin: .3rem 0; } .changes ul { margin: .2rem 0; padding-left: 1.4rem; } .changes pre { background: var(--card); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; }
@media (max-width: 40rem) { body { margin: 1rem auto; } .facts { grid-template-columns: 1fr; } .facts dt { flex-basis: 4.5rem; } }
@media print { .tall { max-height: none; } .scroll { overflow: visible; } svg, .timeline { max-width: 100%; min-width: 0; } details::details-content { content-visibility: visible; display: block; } body { font-size: 11px; margin: 0; } tr, .changes { break-inside: avoid; } }
`;
