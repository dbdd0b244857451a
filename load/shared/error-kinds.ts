/** How a request can go wrong. A request that was turned away (429, 503) is none of these. */
export const errorKinds = ['timeout', 'connection', 'status', 'shape'] as const;
export type ErrorKind = (typeof errorKinds)[number];
