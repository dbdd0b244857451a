/** What the scripts of proofs are given on their command line: `--help` tells, and what is wrong is said in a sentence. */
import { Command, InvalidArgumentError } from 'commander';
import { exitCodes } from '../installation/exit.js';

/** @example const atLeastOne = wholeFrom(1) */
export const wholeFrom =
  (least: number) =>
  (text: string): number => {
    const count = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isInteger(count) && count >= least) return count;
    throw new InvalidArgumentError(`It is a whole number from ${least} on.`);
  };

/** A script's command. It ends with 2 where what it is given is wrong. @param script as in `npm run SCRIPT` */
export const command = (script: string, description: string): Command =>
  new Command(`npm run ${script} --`)
    .description(description)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : exitCodes.badSettings));

/**
 * The one number that a script takes.
 *
 * @param what its name and what it is for
 * @param standard where none is given
 * @example const tries = countGiven('kill-test', 'kill runs', ['tries', 'how many runs'], 100)
 */
export const countGiven = (
  script: string,
  description: string,
  [name, meaning]: readonly [name: string, meaning: string],
  standard: number,
): number =>
  command(script, description).argument(`[${name}]`, meaning, wholeFrom(1), standard).parse()
    .processedArgs[0] as number;

/** The texts that a script takes, as many as are given. */
export const textsGiven = (
  script: string,
  description: string,
  [name, meaning]: readonly [name: string, meaning: string],
): string[] => command(script, description).argument(`[${name}...]`, meaning).parse().processedArgs[0] ?? [];
