/** Checks by group, as the summary's `root_group` has them. */
import type { Sample } from './registry.js';

export interface CheckResult {
  name: string;
  path: string;
  passes: number;
  fails: number;
}

export interface Group {
  name: string;
  path: string;
  groups: Group[];
  checks: CheckResult[];
}

const newGroup = (name: string, path: string): Group => ({ name, path, groups: [], checks: [] });

export class Checks {
  readonly root = newGroup('', '');

  add({ value, tags }: Sample): void {
    const { group = '', check: name = '' } = tags;
    const { checks, path } = this.#group(group);
    let result = checks.find((one) => one.name === name);
    if (!result) {
      result = { name, path: `${path}::${name}`, passes: 0, fails: 0 };
      checks.push(result);
    }
    if (value === 0) result.fails += 1;
    else result.passes += 1;
  }

  #group(path: string): Group {
    let at = this.root;
    for (const name of path.split('::').slice(1)) {
      let inner = at.groups.find((one) => one.name === name);
      if (!inner) {
        inner = newGroup(name, `${at.path}::${name}`);
        at.groups.push(inner);
      }
      at = inner;
    }
    return at;
  }
}
