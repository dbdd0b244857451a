/** The style of the pages. Text, so that a page has it inside; no file, so that a package needs no copy step. */
import { printStyle } from './print-style.js';
import { problemStyle } from './problem-style.js';

const colours = `
:root {
  --paper: #fff; --ink: #1c2127; --soft: #57606a; --line: #d5dae0; --wash: #f4f6f8; --link: #0b57a4;
  --fail: #b3261e; --fail-wash: #fdecea; --warn: #7d5200; --warn-wash: #fff3d1;
  --pass: #17663a; --pass-wash: #e3f3e8; --info: #2457a6; --info-wash: #e6eefb;
  --untestable: #5a3e9e; --untestable-wash: #efebf9; --skip: #57606a; --skip-wash: #eef0f2;
  --error: #8d1462; --error-wash: #fbe7f3; --solid-ink: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e4e8ec; --soft: #a2adb8; --line: #39424c; --wash: #1d232a; --link: #8abcf5;
    --fail: #ff9188; --fail-wash: #3d1a18; --warn: #f0c15a; --warn-wash: #362a0e;
    --pass: #7fd19c; --pass-wash: #15301f; --info: #93bbf7; --info-wash: #16273f;
    --untestable: #c3b0f5; --untestable-wash: #271f40; --skip: #a2adb8; --skip-wash: #262c33;
    --error: #f49ccf; --error-wash: #3a1730; --solid-ink: #14181d;
  }
}
.fail { --tone: var(--fail); --tint: var(--fail-wash) } .warn { --tone: var(--warn); --tint: var(--warn-wash) }
.pass { --tone: var(--pass); --tint: var(--pass-wash) } .info { --tone: var(--info); --tint: var(--info-wash) }
.untestable { --tone: var(--untestable); --tint: var(--untestable-wash) }
.skip { --tone: var(--skip); --tint: var(--skip-wash) } .error { --tone: var(--error); --tint: var(--error-wash) }
`;

const text = `
* { box-sizing: border-box }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 70rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: anywhere }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance }
h1 { margin: 0 0 1rem; font-size: 1.6rem; font-weight: 650 }
h2 { margin: 3rem 0 .6rem; font-size: 1.3rem }
h3 { margin: 0; font-size: 1.08rem }
h4 { margin: 1rem 0 .3rem; font-size: .82rem; color: var(--soft); text-transform: uppercase; letter-spacing: .04em }
p { margin: .4rem 0 .8rem }
a { color: var(--link) }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
code, pre, .exact, .url, .line, .headers, .path { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
code { font-size: .88em; background: var(--wash); padding: .08em .3em; border-radius: 3px }
code.name { background: none; padding: 0 }
pre { margin: .4rem 0; padding: .7rem .8rem; background: var(--wash); border: 1px solid var(--line); border-radius: 5px;
  font-size: .8rem; line-height: 1.45; white-space: pre-wrap }
table { border-collapse: collapse; width: 100% }
th, td { padding: .45rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
.stacked tbody th { min-width: 7rem }
thead th { font-size: .82rem; color: var(--soft); font-weight: 600; border-bottom-width: 2px }
footer { margin-top: 4rem; color: var(--soft); font-size: .88rem }
`;

const top = `
.kind { margin: 0 0 .2rem; color: var(--soft); font-size: .9rem }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; font-size: .92rem }
.facts dt { color: var(--soft) } .facts dd { margin: 0 }
.banner { display: flex; gap: 1.1rem; align-items: center; margin: 1.6rem 0; padding: 1.1rem 1.3rem; border-radius: 8px;
  background: var(--tint); border: 2px solid var(--tone) }
.banner .sign { flex: none; width: 3.2rem; height: 3.2rem; border-radius: 50%; background: var(--tone); color: var(--solid-ink);
  font: 700 1.8rem/3.2rem sans-serif; text-align: center }
.banner h2 { margin: 0; color: var(--tone); font-size: 1.45rem } .banner p { margin: .15rem 0 0; font-size: 1.08rem }
.todo { margin: 1.6rem 0; padding: .9rem 1.3rem; border: 2px solid var(--warn); border-radius: 8px; background: var(--warn-wash) }
.todo ul { margin: .3rem 0; padding-left: 1.2rem } .todo h2 { margin: 0 0 .4rem; font-size: 1.12rem } .todo code { background: none; padding: 0 }
.tag { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; background: var(--tint); color: var(--tone);
  font-size: .82rem; font-weight: 650; white-space: nowrap }
.worst h2, .counts h2, .next h2 { margin: 1.2rem 0 .4rem; font-size: 1.15rem }
.next ul { margin: 0; padding-left: 1.6rem } .next li { margin: .2rem 0 }
.worst ol { margin: 0; padding-left: 1.6rem } .worst li { margin: .35rem 0 }
.counts .tags { display: flex; flex-wrap: wrap; gap: .45rem; margin: .2rem 0 .6rem }
.counts details { border: 0; font-size: .92rem } .meanings { display: grid; grid-template-columns: max-content 1fr; gap: .3rem .9rem; margin: .3rem 0 } .meanings dd { margin: 0 }
p.todo { padding: .5rem 1rem; margin: .6rem 0 }
.when { margin: 0 0 .3rem; color: var(--soft) } .about { border: 0 !important; font-size: .92rem }
`;

const lists = `
details { border-top: 1px solid var(--line) } details:last-of-type { border-bottom: 1px solid var(--line) }
summary { padding: .5rem .2rem; cursor: pointer }
summary:hover { background: var(--wash) }
.reason .why { display: block; margin: .2rem 0 0 1.1rem; color: var(--soft); font-size: .94rem }
.reason > p { margin-left: 1.3rem }
.requirements { margin: .2rem 0 1rem; padding: 0 0 0 1.3rem; list-style: none; font-size: .93rem }
.requirements li { padding: .25rem 0 } .requirements .sentence { display: block; color: var(--soft) }
.requirements .observed { display: block; font-weight: 550 }
:target { outline: 2px solid var(--link); outline-offset: 4px; border-radius: 3px }
`;

const matrix = `
.legend { color: var(--soft); font-size: .92rem } .legend .tags { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .4rem }
.matrix { table-layout: fixed } .matrix th { width: 8rem } .matrix th:first-child { width: 14rem; padding-left: 0 } .matrix th:nth-child(2) { width: auto }
.matrix td { padding: .45rem .3rem } .matrix thead th { padding: .45rem .3rem } .matrix tbody th { font-weight: 600 }
.path { display: block; color: var(--soft); font-size: .72rem; font-weight: 400; line-height: 1.4 }
.cells { display: flex; flex-wrap: wrap; gap: 3px }
.label { display: none }
.cell { min-width: 1.3rem; height: 1.3rem; padding: 0 .15rem; border-radius: 3px; background: var(--tint); color: var(--tone);
  font: 600 .8rem/1.3rem "DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", sans-serif; text-align: center; text-decoration: none; white-space: nowrap }
.cell.fail, .cell.error, .cell.warn { background: var(--tone); color: var(--solid-ink); padding: 0 .3rem }
.cell.skip { background: none; box-shadow: inset 0 0 0 1px var(--line) }
.cell sub { margin-left: .15rem; font-size: .72rem; vertical-align: baseline }
`;

const compared = `
.compared { table-layout: fixed; margin: .5rem 0 1rem } .compared th { font-weight: 600 } .compared tbody th:first-child, .compared thead th:first-child { width: 38% }
.compared .under { display: block; margin-top: .15rem; color: var(--soft); font-size: .86rem; font-weight: 400 }
.compared .tags .tag { margin: 0 .3rem .2rem 0 }
`;

const beside = `
.beside { table-layout: fixed; margin: .3rem 0 1.2rem; font: .8rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
.beside td { padding: 0 .5rem; border: 0; white-space: pre-wrap } .beside td + td { border-left: 1px solid var(--line) }
.beside .differs { background: var(--warn-wash) } .beside mark { background: none; color: inherit; font-weight: 700 }
`;

const phone = `
@media screen and (max-width: 48rem) {
  body { padding: 1.2rem .9rem 3rem }
  h1 { font-size: 1.3rem }
  .facts { grid-template-columns: 1fr; gap: 0 } .facts dt { margin-top: .4rem; font-size: .82rem }
  .banner { gap: .8rem; padding: .9rem; align-items: flex-start }
  .banner .sign { width: 2.4rem; height: 2.4rem; font-size: 1.35rem; line-height: 2.4rem }
  .meanings { grid-template-columns: 1fr } .filter label { width: 100% }
  .matrix thead { display: none } .matrix, .matrix tbody, .matrix tr, .matrix td, .matrix th { display: block; width: auto }
  .matrix tr { padding: .6rem 0; border-bottom: 1px solid var(--line) } .matrix td, .matrix th { border: 0; padding: .15rem 0 }
  .matrix td.empty { display: none } .matrix .label { display: block; color: var(--soft); font-size: .78rem } .matrix td:first-of-type .label { display: none }
  .cell { min-width: 1.75rem; height: 1.75rem; line-height: 1.75rem } .cells { gap: 4px }
  .stacked thead { display: none } .stacked td, .stacked th { display: block; border: 0; padding: .1rem 0 } .stacked tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line) }
  .compared thead { display: none } .compared, .compared tbody, .compared tr, .compared td, .compared tbody th:first-child { display: block; width: auto }
  .compared tr { padding: .6rem 0; border-bottom: 1px solid var(--line) } .compared td, .compared th { border: 0; padding: .2rem 0 } .compared .label { display: block; color: var(--soft); font-size: .78rem }
  .findings { grid-template-columns: 1fr; gap: 0 } .findings dt { margin-top: .4rem }
  .meta .name { display: block; margin: .3rem 0 }
}
`;

/** All of it. */
export const css: string = [colours, text, top, lists, matrix, problemStyle, compared, beside, phone, printStyle].join(
  '',
);
