/** The settings file: what the suite knows of an installation, and what `serve` serves. */
import { createRequire } from 'node:module';
import { capabilities, keyHeader, permissions } from '../contract/keys.js';
import { readJsonFile } from './json-file.js';
import { UserError } from './user-error.js';

export interface KeyInFile {
  name: string;
  /** The environment variable that the key is read from. */
  env: string;
  permissions?: string[];
  /** Default: true. */
  active?: boolean;
  /** Only from this address may it be used. Default: from any. */
  address?: string;
  disposable?: boolean;
}

export interface SettingsFile {
  url?: string;
  keys?: KeyInFile[];
  /** Names of headers, and the environment variables that their values are read from. */
  headers?: Record<string, string>;
  /** What no answer of the installation tells. */
  known?: Readonly<Record<string, string | number>>;
  /** Which of the contract's capabilities (`markdown`, `subtickets`) the installation has. Default: what its answers show. */
  capabilities?: Readonly<Record<string, boolean>>;
  /** Fields that the installation asks of every new ticket, with values that it takes. Default: none. */
  newTicket?: Readonly<Record<string, unknown>>;
}

const fileSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    url: { type: 'string' },
    keys: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'env'],
        properties: {
          name: { type: 'string', pattern: '^[\\w-]+$' },
          env: { type: 'string' },
          permissions: { type: 'array', items: { enum: permissions } },
          active: { type: 'boolean' },
          address: { type: 'string' },
          disposable: { type: 'boolean' },
        },
      },
    },
    headers: {
      type: 'object',
      propertyNames: { pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" },
      additionalProperties: { type: 'string' },
    },
    known: {
      type: 'object',
      additionalProperties: false,
      properties: {
        staffUsername: { type: 'string' },
        staffId: { type: 'integer' },
        departmentPath: { type: 'string' },
        topicId: { type: 'integer' },
        otherFileId: { type: 'integer' },
        numberThatIsAnId: { type: 'string' },
        inlineFileTicket: { type: 'string' },
      },
    },
    capabilities: {
      type: 'object',
      propertyNames: { enum: Object.keys(capabilities) },
      additionalProperties: { type: 'boolean' },
    },
    newTicket: { type: 'object' },
  },
};

/** @throws UserError */
export function readSettingsFile(file: string): SettingsFile {
  const content = readJsonFile('settings file', file);
  // Loaded here only: most runs have no such file.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  const validate = new Ajv({ allErrors: true }).compile<SettingsFile>(fileSchema);
  if (validate(content)) return content;
  const faults = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const name = params.additionalProperty ? ` (${params.additionalProperty})` : '';
    return `${instancePath || 'the file'} ${message}${name}`;
  });
  throw new UserError(`The settings file ${file} has a mistake: ${faults.join('; ')}.`);
}

/**
 * The headers that a settings file names, with their values from the environment.
 *
 * @returns the headers by their names in lower case
 * @throws UserError
 */
export function readHeaders(
  variables: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => {
      if (name.toLowerCase() === keyHeader.toLowerCase()) {
        throw new UserError(
          `The header ${name} of the settings file carries the API key: give that by OSTICKET_API_KEY.`,
        );
      }
      const value = environment[variable]?.trim();
      if (!value)
        throw new UserError(`The header ${name} of the settings file is read from ${variable}, which is not set.`);
      if (/^[\x20-\x7e]+$/.test(value)) return [name.toLowerCase(), value];
      throw new UserError(`${variable} has a character that no header can hold: it must be printable ASCII.`);
    }),
  );
}
