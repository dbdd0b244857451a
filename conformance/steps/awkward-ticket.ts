/** An own ticket with what XML cannot hold, or holds in a form of its own alone. No other check depends on it. */
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { attachmentsIn } from './attachments.js';
import { getTicket, makeTicket } from './own-tickets.js';
import { attachment, png, sampleBytes } from './sample-files.js';

const message =
  'A bell \u0007 and an escape \u001b[1m; ]]> &nbsp; &amp;amp; <!-- \'single\' and "double" -->\r\nThe end.';
const filename = `it's "quoted" & more.png`;

/** The ticket as it reads; nothing where it cannot be made, since an installation may refuse such texts and names. */
export const awkwardReading = (t: Context): Promise<{ number: string; reading: Answer } | undefined> =>
  t.share('own ticket that is awkward in XML', async (own) => {
    if (own.session.run.mode === 'read') return undefined;
    const fields = { message, attachments: [attachment(filename, png.type, sampleBytes)] };
    const made = await makeTicket(own, 'awkward in XML', fields).catch(nothingIfMissing);
    return made && { number: made.number, reading: await getTicket(own, made.number) };
  });

/** Its file. */
export async function awkwardFile(t: Context): Promise<number | undefined> {
  const { reading } = (await awkwardReading(t)) ?? {};
  return reading?.isSuccess ? attachmentsIn(reading)[0]?.fileId : undefined;
}
