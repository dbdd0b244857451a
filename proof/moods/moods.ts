/** The moods of bad installations that a run is tried against, and how it must end on each. */

export interface Mood {
  /** `moods` takes the mood as an argument, `hostile` as MODE. */
  proxy: 'moods' | 'hostile';
  name: string;
  /** Environment of the proxy. Default: none. */
  env?: Readonly<Record<string, string>>;
  /** Exit codes of the suite that are right. */
  codes: readonly number[];
  /** What one of its sentences says. */
  says: RegExp;
  /** Options of the suite. Default: none. */
  options?: readonly string[];
}

const fine = { codes: [0], says: /No broken requirement was found|does what the reference says/ };
const broken = { codes: [1], says: /checks? failed/ };
const unreachable = (says: RegExp) => ({ codes: [3], says });
/** Cut short, or broken: which of them depends on the time that is left. */
const endsEarly = { codes: [1, 3, 5, 6], says: /./ };

const moods = (name: string, rest: Omit<Mood, 'proxy' | 'name'>): Mood => ({ proxy: 'moods', name, ...rest });
const hostile = (name: string, rest: Omit<Mood, 'proxy' | 'name'>): Mood => ({ proxy: 'hostile', name, ...rest });

export const allMoods: readonly Mood[] = [
  moods('plain', fine),
  moods('gzip', fine),
  moods('br', fine),
  moods('cookie', fine),
  moods('nocharset', fine),
  moods('newline', { codes: [0, 1], says: /./ }),
  moods('closer', fine),
  moods('reset3', { ...fine, env: { EVERY: '200' } }),
  moods('limit', { ...fine, env: { EVERY: '200' } }),
  moods('maint10', fine),
  moods('waf', fine),
  moods('waf2', fine),
  moods('bom', broken),
  moods('ctrl', broken),
  moods('echo', { codes: [0, 1], says: /./ }),
  moods('hang', unreachable(/no answer within/)),
  moods('basic', unreachable(/asks for a user name and password/)),
  moods('redirect', unreachable(/redirects to https/)),
  moods('redirectLogin', unreachable(/redirects to https:\/\/login\.example\.org/)),
  moods('maintenance', { ...unreachable(/503, "Down for maintenance"/), env: { RETRY: '120' } }),
  moods('offline', unreachable(/web page \(200, "/)),
  moods('cfchallenge', unreachable(/Cloudflare/)),
  moods('jsonapi', unreachable(/another API/)),
  moods('slow', endsEarly),
  moods('tz2', fine),
  moods('lenient', { codes: [0, 1], says: /./ }),
  hostile('html', { codes: [0, 1], says: /./ }),
  hostile('htmlall', { codes: [1, 3], says: /./ }),
  hostile('esc', { codes: [0, 1], says: /./ }),
  hostile('escraw', unreachable(/does not answer as the API/)),
  hostile('escredir', unreachable(/no valid HTTP/)),
  hostile('escredir2', unreachable(/redirects to|no valid HTTP|no answer/)),
  hostile('esctype', unreachable(/does not answer as the API|no answer within/)),
  hostile('stream', unreachable(/larger than 32 MB/)),
  hostile('streamlate', broken),
  hostile('gzip', unreachable(/larger than 32 MB/)),
  hostile('gzip1', broken),
  hostile('deep', unreachable(/nested/)),
  hostile('deepin', broken),
  hostile('deepxml', broken),
  hostile('lol', broken),
  hostile('lol2', broken),
  hostile('redir', unreachable(/redirects to/)),
  hostile('redirlate', endsEarly),
  hostile('echo', { codes: [0, 1], says: /./ }),
  hostile('drip', unreachable(/no answer within/)),
  hostile('driphead', unreachable(/no answer within/)),
  hostile('driplate', endsEarly),
  hostile('redirpost', { codes: [0, 1, 3, 5], says: /./ }),
  hostile('never', unreachable(/no answer within/)),
  hostile('neverlate', endsEarly),
  hostile('reset', unreachable(/./)),
  hostile('resetlate', endsEarly),
  hostile('resetrand', { codes: [0, 1, 3, 6], says: /./ }),
  hostile('resetafter', { codes: [0, 1, 3, 6], says: /./ }),
  hostile('blip', fine),
  hostile('num', { codes: [0, 1, 5], says: /./, env: { NUM: '123456' } }),
  hostile('nooffset', broken),
  hostile('429', unreachable(/there is a limit to the rate \(429/)),
  hostile('429late', endsEarly),
  hostile('noquery', broken),
  hostile('nolimit', broken),
  hostile('big', { codes: [0, 1], says: /./, env: { SZ: '900000' } }),
  hostile('flip', broken),
  hostile('weird', unreachable(/./)),
];
