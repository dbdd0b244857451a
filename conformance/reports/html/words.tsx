/** Small pieces of text that all sections use. */
import type { Result } from '../../../generated/results.js';
import { nameOf } from '../topics.js';
import { type Verdict, verdicts } from '../verdicts.js';
import { pieces } from '../words.js';

/** A sentence with its code set as code. */
export function Sentence({ text }: { text: string }) {
  return <>{pieces(text).map((piece) => (piece.code ? <code>{piece.text}</code> : piece.text))}</>;
}

/** A verdict as sign and word. */
export function Tag({ verdict, text }: { verdict: Verdict; text?: string }) {
  return (
    <span class={`tag ${verdict}`}>
      <span aria-hidden="true">{verdicts[verdict].sign}</span> {text ?? verdicts[verdict].word}
    </span>
  );
}

/** The id of a result's place on the page; it survives a new run, so that links to it can be kept. */
export const anchorOf = (result: Pick<Result, 'requirement' | 'operation'>): string =>
  nameOf(result).replaceAll(/[^\w/@.-]/g, '_');

/** A requirement's ID, or the name of a result; it may break after its slash. */
export function RequirementName({ name }: { name: string }) {
  const [topic, ...rest] = name.split('/');
  return (
    <code class="name">
      {topic}
      {rest.length > 0 && (
        <>
          /<wbr />
          {rest.join('/')}
        </>
      )}
    </code>
  );
}

/** The id of a problem's place on the page; of this page only. */
export const problemId = (number: number): string => `problem-${number}`;
