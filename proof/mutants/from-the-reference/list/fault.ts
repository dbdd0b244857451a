/** What a fault is about: the kinds of issue 14, so that the score can be told by kind. */
export type Kind =
  | 'missed'
  | 'too kind'
  | 'frame'
  | 'rich data'
  | 'statistics'
  | 'search'
  | 'files'
  | 'family'
  | 'some data'
  | 'state'
  | 'order'
  | 'format'
  | 'refused but done'
  | 'done but refused'
  | 'permission'
  | 'message';

/** One fault of an installation: what it does, and the sentence of the reference that this breaks. */
export interface Fault {
  readonly kind: Kind;
  readonly breaks: string;
  readonly fault: string;
}

export type Faults = Readonly<Record<string, Fault>>;
