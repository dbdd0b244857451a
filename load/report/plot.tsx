/** A line plot as inline SVG: it needs no script, scales with the page, and prints. */
import type { ComponentChildren } from 'preact';

export interface Line {
  name: string;
  values: (number | undefined)[];
  /** 1 to 5: colour and pattern of the line. */
  look: number;
}

export interface PlotProps {
  title: string;
  /** What a value is, such as `a second`. */
  unit: string;
  lines: Line[];
  /** Seconds of a piece. */
  width: number;
  text: (value: number) => string;
  /** A value that must not be passed. */
  limit?: { value: number; name: string };
  /** A piece at which something happened. */
  event?: { at: number; name: string };
  children?: ComponentChildren;
}

const box = { width: 440, height: 210, left: 54, right: 8, top: 14, bottom: 26 };
const inner = { width: box.width - box.left - box.right, height: box.height - box.top - box.bottom };

export function Plot({ title, unit, lines, width, text, limit, event, children }: PlotProps) {
  const count = Math.max(1, ...lines.map(({ values }) => values.length));
  const highest = Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)), 0);
  // A limit far above everything would press the lines flat; it is then said in words.
  const shown = limit && limit.value <= highest * 4 ? limit : undefined;
  const ticks = niceTicks(Math.max(highest, shown?.value ?? 0));
  const top = ticks.at(-1) ?? 1;
  const x = (index: number) => box.left + (count === 1 ? inner.width / 2 : (index / (count - 1)) * inner.width);
  const y = (value: number) => box.top + inner.height * (1 - value / top);
  const times = timeTicks(count, width);
  return (
    <figure class="plot">
      <figcaption>
        <strong>{title}</strong> {unit}
      </figcaption>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={description(title, lines, text)}>
        {ticks.map((tick) => (
          <>
            <line class="grid" x1={box.left} x2={box.width - box.right} y1={y(tick)} y2={y(tick)} />
            <text class="tick" x={box.left - 6} y={y(tick) + 4} text-anchor="end">
              {text(tick)}
            </text>
          </>
        ))}
        {times.map((index) => (
          <text class="tick" x={x(index)} y={box.height - 8} text-anchor={anchorAt(x(index))}>
            {clockText(index * width)}
          </text>
        ))}
        {event && (
          <g class="event">
            <line x1={x(event.at)} x2={x(event.at)} y1={box.top} y2={box.top + inner.height} />
            <text x={x(event.at) - 5} y={box.top + 11} text-anchor="end">
              {event.name}
            </text>
          </g>
        )}
        {lines.map(({ values, look }) => (
          <path class={`line look${look}`} d={pathOf(values, x, y)} />
        ))}
        {shown && (
          <g class="limit">
            <line x1={box.left} x2={box.width - box.right} y1={y(shown.value)} y2={y(shown.value)} />
            <text x={box.left + 4} y={y(shown.value) - 4}>
              {shown.name}
            </text>
          </g>
        )}
      </svg>
      <ul class="legend">
        {lines.map(({ name, look }) => (
          <li>
            <svg viewBox="0 0 30 10" aria-hidden="true">
              <path class={`line look${look}`} d="M1 5H29" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      {limit && !shown && <p class="note">The limit of {limit.name} is far above what is seen here.</p>}
      {children}
    </figure>
  );
}

/** A gap where there is no value; a value alone between two gaps is a dot. */
function pathOf(values: (number | undefined)[], x: (index: number) => number, y: (value: number) => number): string {
  const at = (index: number, value: number) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const alone = values[index - 1] === undefined && values[index + 1] === undefined;
      if (alone) return `M${at(index, value)}h.1`;
      return `${values[index - 1] === undefined ? 'M' : 'L'}${at(index, value)}`;
    })
    .join('');
}

/** Three to six round values from 0 on. */
export function niceTicks(highest: number): number[] {
  if (highest <= 0) return [0, 1];
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil(highest / step - 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  );
}

/** About five places on the axis of time. */
function timeTicks(count: number, width: number): number[] {
  const seconds = count * width;
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200].find((one) => one * 5 >= seconds) ?? 3600;
  const ticks: number[] = [];
  for (let tick = 0; tick * step < seconds; tick += 1) ticks.push(Math.round((tick * step) / width));
  return [...new Set(ticks)].filter((index) => index < count);
}

const clockText = (seconds: number) =>
  seconds < 60
    ? `${Number(seconds.toFixed(1))} s`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;

/** How a label of the time stands to its place, so that it is not cut at an edge. */
const anchorAt = (place: number) => (place < box.left + 20 ? 'start' : place > box.width - 20 ? 'end' : 'middle');

function description(title: string, lines: Line[], text: (value: number) => string): string {
  const parts = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== undefined);
    if (known.length === 0) return `${name}: nothing`;
    return `${name}: from ${text(Math.min(...known))} to ${text(Math.max(...known))}`;
  });
  return `${title}. ${parts.join('; ')}.`;
}
