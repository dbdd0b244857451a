/** How problems look: three lines each, and all the rest in a fold. */
export const problemStyle = `
.intro { margin: 0 0 .6rem; color: var(--soft) }
.part h2 { margin-top: 2rem }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; margin: 1.6rem 0 0; padding: .6rem .8rem; background: var(--wash); border-radius: 6px; font-size: .92rem }
.filter select, .filter button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 4px; padding: .2rem .4rem; max-width: 100% }
.none-fits { display: none; margin: 0 }
.problem { margin: .5rem 0; border: 1px solid var(--line); border-left: 6px solid var(--tone); border-radius: 6px }
.problem > details { border: 0 } .problem > details > :not(summary) { margin-left: 1.1rem; margin-right: 1.1rem }
.problem > details > summary { padding: .55rem .9rem; list-style: none } .problem > details > summary::-webkit-details-marker { display: none }
.problem > details > summary > * { display: block }
.problem > details > summary > .line-of.meta::after { content: "▸ Show the proof"; float: right; color: var(--ink); font-weight: 600 } .problem > details[open] > summary > .line-of.meta::after { content: "▾ Hide the proof" }
.problem .n { display: inline-block; min-width: 1.7rem; padding: 0 .35rem; margin-right: .2rem; border-radius: 4px; background: var(--tone); color: var(--solid-ink); text-align: center }
.problem > .entry { padding: .6rem 1.1rem } .entry .cases { margin: .5rem 0 } .entry > details { border-bottom: 0 } .entry > details > summary { color: var(--soft); font-size: .88rem }
@media screen and (max-width: 48rem) {
  .problem > .entry { padding: 0 .2rem } .entry .cases { padding-left: 1.1rem }
  .problem > details > summary { padding: .5rem .7rem } .problem > details > :not(summary) { margin-left: .6rem; margin-right: .6rem }
  .problem > details:not([open]) > summary > .line-of:not(.meta) { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
}
.contents { columns: 18rem; padding-left: 1.2rem } .contents li { padding: .15rem 0 }
.problem h3 { font-size: 1.02rem; text-wrap: wrap } .line-of { color: var(--soft); font-size: .88rem; line-height: 1.45; margin-top: .12rem } .line-of b { font-weight: 600; color: var(--ink) }
.meta { color: var(--soft); font-size: .86rem } p.meta { margin: .3rem 0 .6rem } .meta .name { color: var(--ink); margin-right: .4rem }
.known { background: var(--wash); border-radius: 4px } p.known { padding: .4rem .7rem }
figure { margin: .6rem 0; padding-left: .9rem; border-left: 3px solid var(--line) }
figcaption { color: var(--soft); font-size: .82rem } blockquote { margin: 0; font-style: italic }
.findings { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .35rem .9rem; margin: .8rem 0 }
.findings dt { color: var(--soft); font-size: .9rem } .findings dd { margin: 0 }
.exact { font-size: .86rem; line-height: 1.6; white-space: pre-wrap }
.exchange { padding: 0 .2rem } .exchange summary { font-size: .88rem }
.exchange .url, .line { font-size: .84rem } .line { margin: .2rem 0 .3rem } .exchange .id { color: var(--soft) }
.headers { margin: .2rem 0 .5rem; padding: 0; list-style: none; font-size: .8rem } .headers span { color: var(--soft) }
.note { color: var(--soft); font-size: .88rem }
.case > summary { font-size: .92rem } .case > summary .op { color: var(--soft) } .case > :not(summary) { margin-left: 1.1rem }
`;
