/** Answers as XML, whose form is what is checked. */
import type { Schema } from '../../contract/document.js';
import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';

/** Expects a success in XML, and reads it. @returns what the JSON form would be; an object, perhaps an empty one */
export async function decodedXml(t: Context, answer: Answer, schema: Schema): Promise<Record<string, unknown>> {
  await t.succeeds(answer);
  try {
    const { value } = answer.xml(schema);
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch (error) {
    t.violated('XML', `${(error as Error).message}: ${answer.summary}`, answer);
  }
  t.violated('elements in the XML', answer.summary, answer);
}
