/** The plots of one run. */
import type { LoadSummary } from '../shared/summary-format.js';
import { timeText } from '../shared/threshold-words.js';
import { kinds } from './figures.js';
import { type Line, Plot } from './plot.js';
import type { Piece, Series } from './series.js';

const line = (name: string, look: number, { pieces }: Series, value: (piece: Piece) => number | undefined): Line => ({
  name,
  look,
  values: pieces.map(value),
});

const some = ({ values }: Line) => values.some((value) => value !== undefined && value > 0);
const plain = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });

export interface PlotsProps {
  summary: LoadSummary;
  series: Series;
  /** The piece at which the installation gave way. */
  event?: { at: number; name: string };
}

export function Plots({ summary, series, event }: PlotsProps) {
  const { width } = series;
  const rates = [
    line('right answers', 1, series, ({ served }) => served),
    line('turned away', 3, series, ({ turnedAway }) => turnedAway / width),
    line('not sent', 5, series, ({ dropped }) => dropped / width),
  ].filter((one, index) => index === 0 || some(one));
  const times = [
    line('p99', 3, series, ({ p99 }) => p99),
    line('p95', 2, series, ({ p95 }) => p95),
    line('p50 (median)', 1, series, ({ median }) => median),
    line('the cheapest request', 4, series, ({ probe }) => probe),
  ].filter((one, index) => index < 3 || some(one));
  const errors = kinds
    .map(([kind, name], index) => line(name.toLowerCase(), index + 1, series, (piece) => piece.errors[kind]))
    .filter(some);
  const files = line('files, down and up', 1, series, ({ megabytes }) => megabytes);
  return (
    <div class="plots">
      <Plot title="Right answers" unit="a second" lines={rates} width={width} text={plain} event={event} />
      <Plot
        title="Time to a right answer"
        unit=""
        lines={times}
        width={width}
        text={timeText}
        event={event}
        limit={limitOf(summary)}
      />
      {errors.length > 0 && (
        <Plot
          title="Errors"
          unit={`in ${width === 1 ? 'each second' : `${width} seconds`}`}
          lines={errors}
          width={width}
          text={plain}
          event={event}
        />
      )}
      {some(files) && (
        <Plot title="Content of files" unit="MB/s" lines={[files]} width={width} text={plain} event={event} />
      )}
      <Plot
        title="Virtual users at work"
        unit="at once"
        lines={[line('virtual users', 1, series, ({ virtualUsers }) => virtualUsers)]}
        width={width}
        text={plain}
        event={event}
      />
      {errors.length === 0 && <p class="note">There were no errors to plot.</p>}
    </div>
  );
}

/** The strictest limit for 95 of 100 answers, which is the line that must not be crossed for long. */
function limitOf({ thresholds }: LoadSummary): { value: number; name: string } | undefined {
  const values = thresholds
    .filter(({ metric, expression }) => metric.startsWith('answer_time') && expression.startsWith('p(95)<'))
    .map(({ expression }) => Number(expression.split('<')[1]));
  const value = Math.min(...values);
  return Number.isFinite(value) ? { value, name: `p95 within ${timeText(value)}` } : undefined;
}

/** The numbers behind the plots, for those who want to read or copy them. */
export function Pieces({ series: { pieces, width } }: { series: Series }) {
  const time = (value: number | undefined) => (value === undefined ? '' : timeText(value));
  return (
    <details class="pieces">
      <summary>The plots as numbers, {width === 1 ? 'second by second' : `${width} seconds a row`}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {[
                'From',
                'Right answers/s',
                'p50 (median)',
                'p95',
                'p99',
                'Errors',
                'Turned away',
                'Not sent',
                'Users',
              ].map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pieces.map((piece, index) => (
              <tr>
                <th scope="row">{Number((index * width).toFixed(1))} s</th>
                <td>{plain(piece.served)}</td>
                <td>{time(piece.median)}</td>
                <td>{time(piece.p95)}</td>
                <td>{time(piece.p99)}</td>
                <td>{Object.values(piece.errors).reduce((sum, one) => sum + one, 0)}</td>
                <td>{piece.turnedAway}</td>
                <td>{piece.dropped}</td>
                <td>{piece.virtualUsers}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
