/**
 * Name of a check, for its scope in the evidence and for people: the requirement, and the operation where it is general.
 */
export const checkName = ({ requirement, operation }: { requirement: string; operation: string }): string =>
  requirement.startsWith(`${operation}/`) ? requirement : `${requirement} ${operation}`;
