/** The modules of k6 that this host has; of each, the part that is in the file of its name. */
export const providedModules = ['k6', 'k6/data', 'k6/execution', 'k6/http', 'k6/metrics'] as const;
