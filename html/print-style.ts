/** How the pages look on paper. */
export const printStyle = `
@page { margin: 16mm 14mm }
@media not print { .on-paper { display: none } }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --wash: #f4f4f4; --link: #000;
    --fail: #b3261e; --warn: #7d5200; --pass: #17663a; --info: #2457a6; --untestable: #5a3e9e; --skip: #57606a; --error: #8d1462; --solid-ink: #fff;
    --fail-wash: #fdecea; --warn-wash: #fff3d1; --pass-wash: #e3f3e8; --info-wash: #e6eefb; --untestable-wash: #efebf9; --skip-wash: #eef0f2; --error-wash: #fbe7f3 }
  /* Everything is in rem: the wide layout fits on A4 and Letter at this size. */
  html { font-size: 9pt }
  body { max-width: none; padding: 0 }
  h2 { margin-top: 2rem }
  .matrix th { width: 6.6rem } .matrix th:first-child { width: 12.6rem }
  /* All findings print, each in a line; the proofs that a reader has unfolded print as well. All proofs would be 200 pages. */
  .problem > details::details-content { content-visibility: visible; display: block; block-size: auto; height: auto; overflow: visible }
  summary { list-style: none; break-after: avoid } summary::-webkit-details-marker { display: none }
  a { text-decoration: none }
  .exchange:not([open]), .filter, .problem .meta::after { display: none }
  h2, h3, h4, .meta, .intro { break-after: avoid }
  .banner, .todo, tr, .requirements li, figure, .findings { break-inside: avoid }
  .problem { break-inside: auto; box-decoration-break: clone }
  /* Backgrounds carry the signs of the cells; browsers leave them out to save ink. */
  .cell, .tag, .n, .banner, .sign { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  /* What passed is long, and for looking things up only. */
  .requirements { columns: 2; column-gap: 2rem; font-size: .85rem } .requirements li { padding: .1rem 0 }
}
`;
