/** API keys of an installation, as the commands name them. */

/** A key that a command may use. */
export interface NamedKey {
  name: string;
  key: string;
  /** The permissions that it is said to have; absent where the run finds out by itself. */
  permissions?: string[];
  /** Whether the key is active. */
  active: boolean;
  /**
   * Whether it may be sent where logs keep it, such as in an address: a key with all permissions that is removed after
   * the run. Default: false.
   */
  disposable?: boolean;
}

/** A key without its value: all that anything but the sender knows of it. */
export type KeyInfo = Omit<NamedKey, 'key'>;
