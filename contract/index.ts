/**
 * `osticket-contract/contract`: the contract as data. What this package itself goes by: operations and their schemas,
 * requirements, permissions, capabilities, limits and file types.
 *
 * @example
 * operation('searchTickets').permission; // 'can_search_tickets'
 * requirement('createTicket/topic-unknown-refused').status; // [400, 404]
 * attachmentLimits.fileBytes;
 */
export type { RequirementId } from '../generated/requirements.js';
export type { components, paths } from '../generated/types.js';
export { attachmentLimits, fileTypes, supportedMimeTypes } from './attachments.js';
export {
  type ContractDocument,
  contract,
  type MediaType,
  type ParameterObject,
  resolve,
  type Schema,
} from './document.js';
export { capabilities, defaultPermissions, keyHeader, permissions } from './keys.js';
export { type Operation, type OperationId, type OperationTypes, operation, operations } from './operations.js';
export { type Requirement, requirement, requirements } from './requirements.js';
export { sampleRequests, type ValidRequest } from './sample-requests.js';
