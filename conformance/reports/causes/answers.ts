/** Causes that show in the form of answers. */
import type { Result } from '../../../generated/results.js';
import { oneLine } from '../../client/excerpt.js';
import { brokenOf } from '../impact.js';
import type { Rule } from './rule.js';
import { isPhpError, lowered, operationWords, refusalDue, succeeded, summaryOf } from './seen.js';

/** What such pages say, the first two: ` (“Valid API key required”)`. */
function quoted(results: readonly Result[]): string {
  const pages = results.flatMap(({ actual }) => /^\d{3} text\/[^:]*: (.+)$/s.exec(withoutCount(actual))?.[1] ?? []);
  const texts = [...new Set(pages.map((text) => oneLine(text.replaceAll(/<[^>]*>/g, ' '), 60)))].slice(0, 2);
  return texts.length === 0 ? '' : ` (${texts.map((text) => `“${text}”`).join(', ')})`;
}

/** Without the number of answers that show it. */
const withoutCount = (actual = '') => actual.replace(/ \((so )?in [\d,]+ of [\d,]+ answers\)$/, '');

/** The file in which PHP gave up, without its folder. */
const placeOf = (text: string) => /(?:defined )?in (?:[^\s<]*\/)?([\w.-]+\.php)/.exec(text)?.[1] ?? 'an unknown file';

export const crashRules: readonly Rule[] = [
  {
    id: 'php-unexpected-value',
    evidence:
      'The answer is a page on which PHP says that a value has a type that the program did not expect, or more bytes than it has memory for.',
    keyOf: ({ answer }) =>
      answer && isPhpError(answer.text) && /TypeError|Allowed memory size/.test(answer.text) ? '' : undefined,
    title: () =>
      'The program on the server crashes on values of an unexpected kind or size, shows its inner workings, and still says “success”.',
  },
  {
    id: 'php-error',
    evidence: 'The answer is a page on which PHP says that the program broke off, at the same place.',
    keyOf: ({ answer }) => (answer && isPhpError(answer.text) ? placeOf(answer.text) : undefined),
    title: (_, place) => `The program on the server breaks off in ${place} and shows its inner workings.`,
  },
];

export const answerRules: readonly Rule[] = [
  {
    id: 'wrong-address',
    evidence:
      'A request to an address, or with a method, that the API does not have is refused in another way than due.',
    // Where it is served, that is another fault.
    keyOf: (seen) =>
      /^errors\/(unknown-path|wrong-method)-/.test(seen.result.requirement)
        ? succeeded(seen)
          ? seen.result.requirement
          : ''
        : undefined,
    title: (results) =>
      new Set(results.map(({ requirement }) => requirement)).size === 1
        ? brokenOf(results[0] as Result)
        : 'A request to a wrong address, or with a wrong method, is refused without saying which one is right.',
  },
  {
    id: 'breakdown-for-mistake',
    evidence: 'A mistake in a request is answered with a code of 500 or above.',
    keyOf: ({ result, answer }) =>
      answer && answer.status >= 500 && (refusalDue(result) || isForm(result.requirement)) ? '' : undefined,
    title: (results) =>
      `A caller's mistake is answered as if the server had broken down (${operationWords(results)}). Callers try again and again, or report a fault that is none.`,
    // It was refused: nothing is lost, and nobody got in.
    impact: 'wrong',
  },
  {
    id: 'other-code',
    evidence: 'A mistake in a request is refused with another code between 400 and 499 than documented.',
    keyOf: ({ result, answer }) =>
      answer && answer.status >= 400 && refusalDue(result) && !isAccess(result.requirement) ? '' : undefined,
    title: (results) =>
      `Mistakes are refused, but with another code than documented (${operationWords(results)}). Programs that go by the code look for the fault in the wrong place.`,
    // It was refused: nothing is lost, and nobody got in.
    impact: 'breaks',
  },
  {
    id: 'error-page',
    evidence: 'Errors come as a page of text in place of the documented error object.',
    keyOf: ({ result, answer }) =>
      answer && isForm(result.requirement) && !answer.type.includes('json') ? '' : undefined,
    title: (results) =>
      `Errors come as pages of text${quoted(results)} in place of the documented form. Programs cannot read why they were refused.`,
  },
  {
    id: 'object-for-text',
    evidence: 'Where a text is due, an object comes.',
    keyOf: ({ result }) =>
      /^string/.test(result.expected ?? '') && /^[{[]/.test(result.actual ?? '') ? '' : undefined,
    title: () =>
      'Names, addresses and texts come wrapped up as objects in place of plain text. Programs that expect text fail or show nonsense.',
  },
  {
    id: 'no-boolean',
    evidence: 'Where yes or no (true or false) is due, something else comes.',
    keyOf: ({ result }) => (/^(boolean$|true or false)/.test(result.expected ?? '') ? '' : undefined),
    title: () => 'Yes and no come as numbers or as nothing in place of true and false.',
  },
  {
    id: 'unlisted-value',
    evidence: 'A value comes that is none of those that the reference lists.',
    keyOf: ({ result }) => (/^one of /.test(result.expected ?? '') ? '' : undefined),
    title: (results) =>
      `Answers have values that the reference does not list: ${[...new Set(results.map(({ actual, operation }) => `${oneLine(withoutCount(actual), 40)} (${lowered(summaryOf(operation))})`))].join(', ')}.`,
  },
];

const isAccess = (requirement: string) => /^(auth|permissions)\/|\/permission$/.test(requirement);

const isForm = (requirement: string) => /^errors\/(standard-object|json-content-type)$/.test(requirement);
