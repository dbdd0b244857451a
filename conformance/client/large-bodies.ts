/**
 * Large answers that checks may still look at. A run shares answers until its end, so only the latest of the large ones
 * stay whole: an older one becomes what the evidence has of it, its length and its hash.
 */
import { type Exchange, keptLength } from './exchange.js';

/** Characters of large bodies that are whole at a time. */
const room = 96 * 2 ** 20;

export class LargeBodies {
  readonly #whole: { exchange: Exchange; length: number; release(): void }[] = [];
  #length = 0;

  /**
   * @param kept what the evidence has of the exchange
   * @returns the exchange with its whole body, for as long as there is room
   */
  whole(kept: Exchange, text: string): Exchange {
    const { response } = kept;
    if (!response) return kept;
    const body = { ...('text' in response.body ? response.body : {}), text };
    const exchange: Exchange = { ...kept, response: { ...response, body } };
    if (text.length <= keptLength) return exchange;
    const release = () => {
      if (exchange.response) exchange.response.body = response.body;
    };
    this.#whole.push({ exchange, length: text.length, release });
    this.#length += text.length;
    while (this.#length > room && this.#whole.length > 1) {
      const oldest = this.#whole.shift();
      oldest?.release();
      this.#length -= oldest?.length ?? 0;
    }
    return exchange;
  }
}
