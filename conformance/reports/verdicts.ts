/** The words and signs for verdicts, so that every report says the same. A sign goes with each colour. */
import type { Result, Results } from '../../generated/results.js';

export type Verdict = Result['verdict'];

export interface VerdictWords {
  /** One character; tells the verdicts apart without colour. */
  sign: string;
  /** After a count: `5 failed`. */
  word: string;
  /** For a person who is no programmer. */
  meaning: string;
}

/** In the order in which a reader needs them. */
export const verdicts: Readonly<Record<Verdict, VerdictWords>> = {
  fail: {
    sign: '✗',
    word: 'failed',
    meaning:
      'The API did not do what its reference promises. Programs that rely on the promise go wrong. Give this page to whoever maintains the plugin.',
  },
  warn: {
    sign: '!',
    word: 'warned',
    meaning:
      'The reference is silent here, but what the API did would hurt somebody who uses it. Does not count against the installation; worth mending.',
  },
  error: {
    sign: '†',
    word: 'in error',
    meaning:
      'The test suite itself made a mistake. Says nothing about the installation. Please report it to the makers of the suite.',
  },
  untestable: {
    sign: '?',
    word: 'not verified',
    meaning: 'Could not be tried, because something else has to work first, and failed. It may be in order or not.',
  },
  skip: {
    sign: '–',
    word: 'skipped',
    meaning: 'Not tried, for a reason that is named below: not safe here, no permission, or not selected.',
  },
  info: {
    sign: 'i',
    word: 'observed',
    meaning: 'Written down for information. There is no right or wrong.',
  },
  pass: {
    sign: '✓',
    word: 'passed',
    meaning: 'The API did what is required, and the proof was seen.',
  },
};

export const verdictOrder = Object.keys(verdicts) as Verdict[];

/** The verdict on the whole run. */
export const overall: Readonly<
  Record<Results['verdict'], { sign: string; word: string; tone: Verdict; badge: string }>
> = {
  conformant: { sign: '✓', word: 'Conformant', tone: 'pass', badge: 'brightgreen' },
  'not-conformant': { sign: '✗', word: 'Not conformant', tone: 'fail', badge: 'red' },
  partial: { sign: '◐', word: 'Partly verified', tone: 'warn', badge: 'yellow' },
  'not-verified': { sign: '?', word: 'Not verified', tone: 'untestable', badge: 'lightgrey' },
};
