/** What the contract says about API keys: the header and the permissions. */
import { contract } from './document.js';

const scheme = contract.components.securitySchemes.apiKey;

/** Name of the header that carries the key. */
export const keyHeader: string = scheme.name;

/** The permissions, as osTicket's table of API keys names them. */
export const permissions: readonly string[] = Object.keys(scheme['x-permissions']);

/** The permissions that a new key has unless told otherwise. */
export const defaultPermissions: readonly string[] = permissions.filter(
  (permission) => scheme['x-permissions'][permission]?.default,
);

/** What an installation may lack (`subtickets`, `markdown`), with the plugin that brings it. */
export const capabilities: Readonly<Record<string, { plugin: string }>> = contract.components['x-capabilities'];
