/**
 * The bundled contract (generated/contract.json) as data. Everything that needs a rule of the contract at run time
 * takes it from here or from the views beside this file; nothing is written a second time.
 */
import { readFileSync } from 'node:fs';

/** A JSON Schema as it stands in the contract; `$ref` always points into the contract. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  xml?: { name?: string; wrapped?: boolean };
  [keyword: string]: unknown;
}

export interface MediaType {
  schema: Schema;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

export interface ResponseObject {
  $ref?: string;
  description: string;
  content?: Record<string, MediaType>;
}

export interface ParameterObject {
  $ref?: string;
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

/** A requirement as it is written in the contract: the level is the key that carries the sentence. */
export interface RequirementEntry {
  MUST?: string;
  SHOULD?: string;
  OBSERVED?: string;
  status?: number | number[];
  reference?: string;
  because?: string;
  field?: string;
  impact: string;
  broken: string;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: ParameterObject[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, ResponseObject>;
  /** The one permission that a key needs. */
  security: [{ apiKey: [string] }];
  'x-capability'?: string;
  'x-also-at'?: string[];
  'x-same-as'?: string;
  'x-requirements': Record<string, RequirementEntry>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export const methods: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

export interface ContractDocument {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, { parameters?: ParameterObject[] } & Partial<Record<Method, OperationObject>>>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: { apiKey: { name: string; 'x-permissions': Record<string, { default: boolean }> } };
    'x-capabilities': Record<string, { plugin: string }>;
    [section: string]: unknown;
  };
  'x-requirements': Record<string, RequirementEntry>;
}

/** The bundled contract. */
export const contract: ContractDocument = JSON.parse(
  readFileSync(new URL('../generated/contract.json', import.meta.url), 'utf8'),
);

/**
 * Follows a local `$ref` (`#/components/...`), with the keywords that stand beside it laid over what it points to.
 * An object without `$ref` comes back as it is, and an object of the contract as the same one each time: validators
 * are compiled once for each object.
 *
 * @throws Error when the contract has nothing at that place.
 */
export function resolve<T extends { $ref?: string }>(object: T, document: ContractDocument = contract): T {
  if (object.$ref === undefined) return object;
  const known = document === contract ? resolved.get(object) : undefined;
  if (known) return known as T;
  const { $ref, ...beside } = object;
  let target: unknown = document;
  for (const token of $ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown>)?.[token.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (target === undefined) throw new Error(`The contract has nothing at ${$ref}`);
  const found = { ...resolve(target as T, document), ...beside } as T;
  if (document === contract) resolved.set(object, found);
  return found;
}

const resolved = new WeakMap<object, object>();
