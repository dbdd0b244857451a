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
  /** Requirements that may be called broken. Default: any, where 1 is a right exit code. */
  accuses?: RegExp;
  /** Options of the suite. Default: none. */
  options?: readonly string[];
}

const fine = { codes: [0], says: /No broken requirement was found|does what the reference says/ };
const broken = { codes: [1], says: /checks? failed/ };
/** Broken, or cut short before the checks have come to their end. */
const brokenIn = (accuses: RegExp) => ({
  codes: [1, 6],
  says: /checks? failed|The time for the run is used up/,
  accuses,
});
const unreadable = brokenIn(/^formats\/readable-to-its-end$/);
const unreachable = (says: RegExp) => ({ codes: [3], says });
const patient = ['--timeout', '40'];
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
  // Before the declaration of XML nothing may stand; before JSON it may.
  moods('newline', brokenIn(/xml/)),
  moods('closer', fine),
  moods('reset3', { ...fine, env: { EVERY: '200' } }),
  moods('limit', { ...fine, env: { EVERY: '200' } }),
  // It is closed from the fourth to the ninth second: a start that takes four sees it closed.
  moods('maint10', { codes: [0, 3], says: /No broken requirement was found|503, "Back soon"/ }),
  moods('waf', fine),
  moods('waf2', fine),
  moods('bom', brokenIn(/^formats\/no-bom$/)),
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
  // It turns the clock in JSON only.
  moods('tz2', brokenIn(/^formats\/xml-same-content$/)),
  moods('lenient', brokenIn(/attachment-not-a-data-uri-400|-is-boolean$|-is-integer$/)),
  hostile('html', { codes: [0, 1], says: /./ }),
  hostile('htmlall', { codes: [1, 3], says: /./ }),
  hostile('esc', { codes: [0, 1], says: /./ }),
  hostile('escraw', unreachable(/does not answer as the API/)),
  hostile('escredir', unreachable(/no valid HTTP/)),
  hostile('escredir2', unreachable(/redirects to|no valid HTTP|no answer/)),
  hostile('esctype', unreachable(/does not answer as the API|no answer within/)),
  hostile('stream', unreachable(/larger than 32 MB/)),
  hostile('streamlate', unreadable),
  // It makes its answer of a gigabyte when the first request comes; so does gzip1.
  hostile('gzip', { ...unreachable(/larger than 32 MB/), options: patient }),
  hostile('gzip1', { ...unreadable, options: patient }),
  hostile('deep', unreachable(/nested/)),
  hostile('deepin', unreadable),
  hostile('deepxml', unreadable),
  hostile('lol', unreadable),
  hostile('lol2', unreadable),
  hostile('redir', unreachable(/redirects to/)),
  hostile('redirlate', { ...unreachable(/No request gets through to the API any more/), accuses: /^$/ }),
  hostile('echo', brokenIn(/^formats\/xml-same-content$/)),
  hostile('drip', unreachable(/no answer within/)),
  hostile('driphead', unreachable(/no answer within/)),
  hostile('driplate', endsEarly),
  hostile('redirpost', unreachable(/redirects to/)),
  hostile('never', unreachable(/no answer within/)),
  hostile('neverlate', endsEarly),
  hostile('reset', unreachable(/./)),
  hostile('resetlate', endsEarly),
  hostile('resetrand', { codes: [0, 1, 3, 6], says: /./ }),
  hostile('resetafter', { codes: [0, 1, 3, 6], says: /./ }),
  hostile('blip', fine),
  hostile('num', { ...brokenIn(/^createTicket\/answers-the-number$/), env: { NUM: '123456' } }),
  hostile('nooffset', brokenIn(/^searchTickets\/(offset-skips|pages-join)$/)),
  hostile('429', unreachable(/there is a limit to the rate \(429/)),
  hostile('429late', endsEarly),
  hostile('noquery', brokenIn(/^searchTickets\/query-excludes$/)),
  hostile('nolimit', brokenIn(/^searchTickets\/(limit-respected|offset-skips)$/)),
  hostile('big', { ...brokenIn(/^formats\/xml-same-content$/), env: { SZ: '900000' } }),
  hostile('flip', broken),
  hostile('weird', unreachable(/no valid HTTP/)),
];
