/** What a client is to this room: what makes it, what compiles it, and what calls with it. */
import type { Command } from './run.js';

/** Commands, run one after the other in the client's folder. */
export interface Step {
  /** Programs that must be on the machine. Default: none. */
  readonly needs?: readonly string[];
  /** Files of `files/` that are put there first, by the places where they go. */
  readonly files?: Readonly<Record<string, string>>;
  readonly commands: readonly Command[];
}

export interface Compiler {
  readonly name: string;
  /** Prints the version. */
  readonly version: Command;
}

export interface Client {
  /** The name of its folder, too. */
  readonly name: string;
  readonly generator: string;
  readonly version: string;
  /** Where the generator comes from. */
  readonly from: 'npm' | 'PyPI';
  readonly language: string;
  /** Options of the generator that this contract needs, and why. */
  readonly options?: { readonly text: string; readonly because: string };
  readonly folder: string;
  readonly make: Step;
  readonly compile: Step & { readonly compiler: Compiler };
  /** The last command prints the answer to the call. */
  readonly call?: Step;
}
