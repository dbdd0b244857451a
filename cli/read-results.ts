/** The results.json of a run, as commands are given it. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Results } from '../generated/results.js';
import { readJsonFile } from '../installation/json-file.js';
import { UserError } from '../installation/user-error.js';

const schema = JSON.parse(readFileSync(new URL('../conformance/results.schema.json', import.meta.url), 'utf8'));

/** @throws UserError when the file cannot be read, or is no results.json */
export function readResults(file: string): Results {
  const content = readJsonFile('results file', file);
  const ajv = new Ajv();
  if (ajv.validate<Results>(schema, content)) return content;
  throw new UserError(`${file} is no results.json of this suite: ${ajv.errorsText()}.`);
}
