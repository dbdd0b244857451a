// biome-ignore-all lint/a11y/noRedundantRoles: they are not redundant once the layout is not that of a table.
/**
 * A table that a phone may lay out as blocks. With that layout browsers forget that it is a table, so that a screen
 * reader would read loose words; the roles keep it one.
 */
import type { ComponentChildren } from 'preact';

export function Table({
  class: name,
  columns,
  children,
}: {
  class: string;
  columns: string[];
  children: ComponentChildren;
}) {
  return (
    <table class={name} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th scope="col" role="columnheader">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

export function Row({ class: name, children }: { class?: string; children: ComponentChildren }) {
  return (
    <tr role="row" class={name}>
      {children}
    </tr>
  );
}

/** What the row is about. */
export function RowHead({ children }: { children: ComponentChildren }) {
  return (
    <th scope="row" role="rowheader">
      {children}
    </th>
  );
}

export function Cell({ class: name, children }: { class?: string; children: ComponentChildren }) {
  return (
    <td role="cell" class={name}>
      {children}
    </td>
  );
}
