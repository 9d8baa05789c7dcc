// The looks of the HTML report. Colours meet 4.5:1 on their ground in both themes; on paper every step is unfolded,
// and of the requests those that were opened on the screen.

export const style = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1b1f; --quiet: #5a5a66; --line: #d5d5dd; --soft: #f5f5f8;
  --good: #0b6a0b; --bad: #b10e1c; --warn: #8a4b00; --link: #0f5cad; }
@media (prefers-color-scheme: dark) { :root { --ground: #1b1b1f; --text: #f0f0f4; --quiet: #b0b0bc; --line: #43434d; --soft: #26262c;
  --good: #7fd07f; --bad: #ff99a0; --warn: #f5b969; --link: #8cc2ff; } }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
main, footer { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { margin-top: 2rem; } h3 { margin: 0 0 .5rem; font-size: 1.05rem; } h5 { margin: .75rem 0 .25rem; }
h1, h2, h3, p, li, dd, summary { overflow-wrap: anywhere; }
a { color: var(--link); }
.quiet { color: var(--quiet); font-size: .9em; }
.data, pre, code { unicode-bidi: isolate; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; } dt { color: var(--quiet); } dd { margin: 0; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  font: 12.5px/1.45 ui-monospace, Consolas, monospace; }
code { font: .9em ui-monospace, Consolas, monospace; }
details { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .8rem; margin: .5rem 0; }
summary { cursor: pointer; } summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.badge { display: inline-block; min-width: 4.5rem; padding: 0 .5rem; border: 1px solid currentColor; border-radius: 999px; text-align: center; font-size: .85em; font-weight: 600; }
.passed { --tone: var(--good); } .failed { --tone: var(--bad); } .warned, .not-reachable-from-here { --tone: var(--warn); } .badge { color: var(--tone, var(--quiet)); }
.finding { border-inline-start: 4px solid var(--quiet); background: var(--soft); border-radius: 4px; padding: .8rem 1rem; margin: .8rem 0; break-inside: avoid; }
.finding.error { border-color: var(--bad); } .finding.warning { border-color: var(--warn); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
@media print { :root { color-scheme: light; --ground: #fff; --text: #000; --quiet: #444; --line: #bbb; --soft: #fff; --good: #0b6a0b; --bad: #b10e1c; --warn: #8a4b00; --link: #000; }
  .step::details-content { content-visibility: visible; block-size: auto; } main { max-width: none; } pre { break-inside: auto; } }
`;
