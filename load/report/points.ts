/** Reads the samples of a run, in the format of `k6 run --out json=FILE`; k6 and the host both write it. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Point {
  metric: string;
  /** Milliseconds since 1970. */
  time: number;
  value: number;
  tags: Record<string, string>;
}

interface Line {
  type: string;
  metric: string;
  data: { time: string; value: number; tags: Record<string, string> | null };
}

/** Leaves out a line that was cut off when a run was killed. */
export async function* readPoints(file: string): AsyncGenerator<Point> {
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      continue;
    }
    if (line.type !== 'Point') continue;
    const { time, value, tags } = line.data;
    yield { metric: line.metric, time: Date.parse(time), value, tags: tags ?? {} };
  }
}
