/** Causes to do with who may do what: the first ones that are looked for. */
import type { Result } from '../../../generated/results.js';
import { impactOf } from '../impact.js';
import type { Rule } from './rule.js';
import { isPhpError, operationWords, refusalDue, type Seen, succeeded } from './seen.js';

/** Requirements of refusals: another one, such as that no answer repeats the key, says nothing of who gets in. */
const aboutKeys = (result: Result) => result.requirement.startsWith('auth/') && refusalDue(result);
const aboutPermissions = ({ requirement }: Result) =>
  /^permissions\/(lacking-403|each-its-own|judged-before)|\/permission$/.test(requirement);

const letIn = (seen: Seen) => succeeded(seen) && !isPhpError(seen.answer?.text ?? '');

export const accessRules: readonly Rule[] = [
  {
    id: 'no-key-needed',
    evidence: 'A request that must be refused for its key got what it asked for.',
    // Where no key is needed, no permission is looked at: the same fault.
    keyOf(seen, all) {
      const { result } = seen;
      if (!letIn(seen) || !(aboutKeys(result) || aboutPermissions(result))) return;
      const open = all.some((one) => one.result.operation === result.operation && aboutKeys(one.result) && letIn(one));
      return open ? '' : undefined;
    },
    title: (results) =>
      results.some(({ requirement }) => requirement === 'auth/missing-key-401')
        ? `Anybody on the network can do this: ${operationWords(results)}. No key is needed.`
        : `A key that is invented, empty or switched off is enough for this: ${operationWords(results)}.`,
  },
  {
    id: 'no-permission-needed',
    evidence: 'A key without the permission got what it asked for.',
    keyOf: (seen) => (aboutPermissions(seen.result) && letIn(seen) ? '' : undefined),
    title: (results) => `A key without the permission can do this: ${operationWords(results)}.`,
  },
  {
    id: 'key-after-request',
    evidence: 'A request without a good key, or without the permission, is refused for another reason.',
    keyOf: ({ result, answer }) =>
      /\/judged-before/.test(result.requirement) &&
      answer &&
      ![401, 403].includes(answer.status) &&
      !isPhpError(answer.text)
        ? ''
        : undefined,
    title: () =>
      'The request is read before its key is looked at: whoever has no right to ask learns something from the answer.',
  },
  {
    id: 'refused-as-unknown-key',
    evidence: 'A missing permission is answered 401 in place of 403.',
    keyOf: ({ result, answer }) =>
      result.requirement.startsWith('permissions/') && answer?.status === 401 ? '' : undefined,
    title: () =>
      'A key without the permission is refused, but as if the key were unknown (401 in place of 403): its owner looks for the fault in the wrong place.',
    // Nobody gets in, though the requirements are about that.
    impact: 'breaks',
  },
  {
    id: 'handed-out',
    evidence: 'Something that nobody may see was handed out.',
    keyOf: (seen) =>
      seen.answer?.method === 'GET' &&
      impactOf(seen.result) === 'security' &&
      letIn(seen) &&
      seen.result.requirement !== 'errors/shows-no-internals'
        ? seen.result.operation
        : undefined,
  },
];
