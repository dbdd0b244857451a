/** Actions on a run's own tickets, told by numbers, so that sequences of them can be made and shortened. */

/** Which of the values that are known for each field; nothing where the field is not sent. */
export interface Choices {
  departmentId?: number;
  priority?: number;
  topicId?: number;
  due?: string | null;
}

export interface Creation extends Choices {
  kind: 'create';
  /** A ticket that becomes the parent, as a place among those that are there. */
  parent?: number;
  subject: string;
  message: string;
  name: string;
  /** Each user has an address, in different tickets. */
  address: number;
  files: number[];
  /** The message is in HTML, and not the one above. */
  html?: boolean;
  /** The source that it comes from, with an IP address. */
  origin?: 'Email' | 'Web';
  phone?: boolean;
}

export interface Update extends Choices {
  kind: 'update';
  ticket: number;
  put: boolean;
  /** At `.xml` instead of `.json`. */
  xml: boolean;
  statusId?: number;
  slaId?: number;
  staffId?: number;
  /** Values that are known by a name are given by it, in small letters. */
  byName?: boolean;
  note?: { text: string; title: boolean; files: number[] };
}

export type Action =
  | Creation
  | Update
  | { kind: 'link'; parent: number; child: number }
  | { kind: 'unlink'; ticket: number }
  | { kind: 'delete'; ticket: number; xml: boolean };
