/**
 * The options of curl that this terminal has, with their real names, and those that it refuses by name.
 * @module
 */

/** What an option does; `parseCurl` holds one branch for each. */
export type CurlAction =
  | 'agent'
  | 'cookie'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'fail'
  | 'fail-with-body'
  | 'get'
  | 'head'
  | 'header'
  | 'ignore'
  | 'include'
  | 'json'
  | 'max-time'
  | 'output'
  | 'referer'
  | 'request'
  | 'show-error'
  | 'silent'
  | 'url'
  | 'user'
  | 'verbose'
  | 'version'
  | 'write-out';

export interface CurlOption {
  readonly action: CurlAction;
  readonly short?: string;
  readonly long: string;
  readonly takesValue: boolean;
}

const flag = (action: CurlAction, long: string, short?: string): CurlOption => ({
  action,
  long,
  takesValue: false,
  ...(short === undefined ? {} : { short }),
});
const valued = (action: CurlAction, long: string, short?: string): CurlOption => ({
  ...flag(action, long, short),
  takesValue: true,
});

export const curlOptions: readonly CurlOption[] = [
  valued('request', 'request', 'X'),
  valued('data', 'data', 'd'),
  valued('data', 'data-ascii'),
  valued('data', 'data-binary'),
  valued('data-raw', 'data-raw'),
  valued('data-urlencode', 'data-urlencode'),
  valued('json', 'json'),
  valued('header', 'header', 'H'),
  valued('user', 'user', 'u'),
  valued('agent', 'user-agent', 'A'),
  valued('cookie', 'cookie', 'b'),
  valued('referer', 'referer', 'e'),
  valued('max-time', 'max-time', 'm'),
  valued('output', 'output', 'o'),
  valued('write-out', 'write-out', 'w'),
  valued('url', 'url'),
  flag('include', 'include', 'i'),
  flag('include', 'show-headers'),
  flag('head', 'head', 'I'),
  flag('get', 'get', 'G'),
  flag('silent', 'silent', 's'),
  flag('show-error', 'show-error', 'S'),
  flag('fail', 'fail', 'f'),
  flag('fail-with-body', 'fail-with-body'),
  flag('verbose', 'verbose', 'v'),
  flag('version', 'version', 'V'),
  // They change nothing here: there is no progress meter, no buffering, and every name resolves inside the lab.
  flag('ignore', 'progress-bar', '#'),
  flag('ignore', 'no-progress-meter'),
  flag('ignore', 'no-buffer', 'N'),
  flag('ignore', 'http1.1'),
  flag('ignore', 'globoff', 'g'),
];

/** Real options of curl that this terminal has not: told apart from a slip of the pen. */
export const curlOptionsLeftOut: ReadonlySet<string> = new Set([
  '-L',
  '--location',
  '-k',
  '--insecure',
  '-F',
  '--form',
  '-T',
  '--upload-file',
  '-O',
  '--remote-name',
  '-c',
  '--cookie-jar',
  '-x',
  '--proxy',
  '-Z',
  '--parallel',
  '-K',
  '--config',
  '-D',
  '--dump-header',
  '-r',
  '--range',
  '--compressed',
  '--connect-timeout',
  '--http2',
  '--next',
  '--resolve',
  '--retry',
  '--trace',
  '--trace-ascii',
]);
