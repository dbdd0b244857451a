/** What the page of a load run needs beyond the style that all pages share. */
export const plotStyle = `
:root { --look1: #2457a6; --look2: #b3261e; --look3: #7d5200; --look4: #17663a; --look5: #5a3e9e }
@media (prefers-color-scheme: dark) {
  :root { --look1: #93bbf7; --look2: #ff9188; --look3: #f0c15a; --look4: #7fd19c; --look5: #c3b0f5 }
}
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.2rem 1.8rem }
figure.plot { margin: 0; padding: 0; border: 0 }
figure.plot > svg { display: block; width: 100%; height: auto }
figure.plot figcaption { font-size: .95rem } figure.plot figcaption strong { color: var(--ink) }
.grid { stroke: var(--line); stroke-width: 1 }
.tick, .limit text, .event text { font: 11px system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; fill: var(--soft) }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round }
.look1 { stroke: var(--look1) } .look2 { stroke: var(--look2); stroke-dasharray: 7 4 }
.look3 { stroke: var(--look3); stroke-dasharray: 2 4 } .look4 { stroke: var(--look4); stroke-dasharray: 10 3 2 3 }
.look5 { stroke: var(--look5); stroke-dasharray: 1 3 }
.limit line { stroke: var(--fail); stroke-width: 1.2 } .limit text { fill: var(--fail); paint-order: stroke; stroke: var(--paper); stroke-width: 4px }
.event line { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 4 3 } .event text { fill: var(--ink) }
ul.legend { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin: .1rem 0 0; padding: 0; list-style: none; font-size: .85rem }
ul.legend svg { width: 30px; height: 10px; margin-right: .35rem; vertical-align: middle }
.figures td, .figures thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.figures .label { display: none }
.scroll { overflow-x: auto }
main h3, main > h2:not(.run) { margin: 2rem 0 .4rem; font-size: 1.08rem }
table.figures + table.figures { margin-top: 1rem }
.answer { margin: 0; font-size: 1.35rem; line-height: 1.35; font-weight: 650; text-wrap: balance }
dl.words { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; font-size: .93rem }
dl.words dt { font-weight: 600 } dl.words dd { margin: 0; color: var(--soft) }
@media screen and (max-width: 48rem) {
  .figures thead { display: none } .figures, .figures tbody, .figures tr, .figures td, .figures th { display: block }
  .figures tr { padding: .6rem 0; border-bottom: 1px solid var(--line) } .figures td, .figures th { border: 0; padding: .1rem 0 }
  .figures td { display: flex; justify-content: space-between } .figures .label { display: inline; color: var(--soft) }
  dl.words { grid-template-columns: 1fr; gap: 0 } dl.words dt { margin-top: .5rem }
}
@media print {
  :root { --look1: #2457a6; --look2: #b3261e; --look3: #7d5200; --look4: #17663a; --look5: #5a3e9e }
  .plots { grid-template-columns: 1fr 1fr } figure.plot { break-inside: avoid }
  .pieces { display: none } .answer { font-size: 1.2rem } main > h2.run:not(:first-child) { break-before: page }
}
`;
