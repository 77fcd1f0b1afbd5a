/**
 * Reads the arguments of `curl` as curl 8 does. Pure; runs in the page.
 * @module
 */
import { type CurlOption, curlOptions, curlOptionsLeftOut } from './curl-options.ts';
import type { CurlPlan, CurlRefusal } from './curl-plan.ts';

/** What curl calls itself in `User-Agent` and `--version`. */
export const curlVersion = '8.14.1';

const formType = 'application/x-www-form-urlencoded';
const tryHelp = "curl: try 'help' for the options that this terminal has";

class Refused extends Error {
  readonly refusal: CurlRefusal;
  constructor(refusal: CurlRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}
const refuse = (exitCode: number, message: string, note?: string): never => {
  throw new Refused({ exitCode, message, ...(note === undefined ? {} : { note }) });
};

interface Draft {
  urls: string[];
  request?: string;
  data?: string;
  isJson: boolean;
  custom: string[];
  defaults: Map<string, string>;
  flags: Set<string>;
  writeOut?: string;
  maxTimeMs?: number;
  discardBody: boolean;
}

/**
 * Turns arguments into a plan, or into curl's own complaint.
 *
 * @param args The words after `curl`, quotes already gone.
 *
 * @example
 * parseCurl(['-X', 'POST', 'http://shop/orders', '-d', '{}'])
 * // { plan: { method: 'POST', body: '{}', headers: [['User-Agent', 'curl/8.14.1'], …], … } }
 */
export function parseCurl(args: readonly string[]): { readonly plan: CurlPlan } | { readonly refusal: CurlRefusal } {
  try {
    return { plan: finish(readArguments(args)) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

function readArguments(args: readonly string[]): Draft {
  const draft: Draft = {
    urls: [],
    isJson: false,
    custom: [],
    defaults: new Map([
      ['User-Agent', `curl/${curlVersion}`],
      ['Accept', '*/*'],
    ]),
    flags: new Set(),
    discardBody: false,
  };
  let onlyUrls = false;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] as string;
    if (onlyUrls || !argument.startsWith('-') || argument === '-') {
      draft.urls.push(argument);
    } else if (argument === '--') {
      onlyUrls = true;
    } else if (argument.startsWith('--')) {
      index += applyLong(draft, argument, args[index + 1]);
    } else {
      index += applyShort(draft, argument, args[index + 1]);
    }
  }
  return draft;
}

/** Returns how many further arguments were used: 0 or 1. */
function applyLong(draft: Draft, argument: string, next: string | undefined): number {
  const option = curlOptions.find(({ long }) => `--${long}` === argument);
  if (!option) return refuseUnknown(argument);
  if (!option.takesValue) {
    apply(draft, option, '');
    return 0;
  }
  apply(draft, option, next ?? refuse(2, `curl: option ${argument}: requires parameter\n${tryHelp}`));
  return 1;
}

/** Reads `-sS`, `-XPOST` and `-d` with its value in the next argument. */
function applyShort(draft: Draft, argument: string, next: string | undefined): number {
  for (let at = 1; at < argument.length; at += 1) {
    const letter = argument[at] as string;
    const option = curlOptions.find(({ short }) => short === letter);
    if (!option) return refuseUnknown(`-${letter}`);
    if (option.takesValue) {
      const attached = argument.slice(at + 1);
      if (attached !== '') {
        apply(draft, option, attached);
        return 0;
      }
      apply(draft, option, next ?? refuse(2, `curl: option -${letter}: requires parameter\n${tryHelp}`));
      return 1;
    }
    apply(draft, option, '');
  }
  return 0;
}

function refuseUnknown(name: string): never {
  return curlOptionsLeftOut.has(name)
    ? refuse(2, `curl: option ${name}: not in this terminal`, 'A curl of your own has it; "help" lists what is here.')
    : refuse(2, `curl: option ${name}: is unknown\n${tryHelp}`);
}

function apply(draft: Draft, option: CurlOption, value: string): void {
  switch (option.action) {
    case 'request':
      draft.request = value;
      return;
    case 'data':
      if (value.startsWith('@')) {
        refuse(
          26,
          `curl: Failed to open ${value.slice(1)}`,
          `"@" reads a file, and this terminal has none to send. For a text that begins with "@" use --data-raw.`,
        );
      }
      addData(draft, value, '&');
      return;
    case 'data-raw':
      addData(draft, value, '&');
      return;
    case 'data-urlencode':
      addData(draft, urlEncoded(value), '&');
      return;
    case 'json':
      if (value.startsWith('@'))
        refuse(26, `curl: Failed to open ${value.slice(1)}`, '"@" reads a file; none is here.');
      addData(draft, value, '');
      draft.isJson = true;
      return;
    case 'header':
      draft.custom.push(value);
      return;
    case 'user':
      draft.defaults.set('Authorization', `Basic ${base64(value)}`);
      return;
    case 'agent':
      draft.defaults.set('User-Agent', value);
      return;
    case 'cookie':
      draft.defaults.set('Cookie', value);
      return;
    case 'referer':
      draft.defaults.set('Referer', value);
      return;
    case 'max-time':
      draft.maxTimeMs = secondsToMs(value, option);
      return;
    case 'output':
      if (value !== '/dev/null') {
        refuse(
          23,
          `curl: (23) Failed to open the file ${value}`,
          'Only -o /dev/null works here: there is no disk to write to.',
        );
      }
      draft.discardBody = true;
      return;
    case 'write-out':
      draft.writeOut = value;
      return;
    case 'url':
      draft.urls.push(value);
      return;
    case 'ignore':
      return;
    default:
      draft.flags.add(option.action);
  }
}

function addData(draft: Draft, value: string, separator: string): void {
  draft.data = draft.data === undefined ? value : `${draft.data}${separator}${value}`;
}

function secondsToMs(value: string, option: CurlOption): number {
  const seconds = Number(value);
  if (value.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    refuse(2, `curl: option --${option.long}: expected a proper numerical parameter\n${tryHelp}`);
  }
  return Math.round(seconds * 1000);
}

/** `name=text` encodes the text only, `=text` and `text` encode all of it. */
function urlEncoded(value: string): string {
  const equals = value.indexOf('=');
  if (equals === -1) return encodeURIComponent(value);
  const name = value.slice(0, equals);
  return `${name === '' ? '' : `${name}=`}${encodeURIComponent(value.slice(equals + 1))}`;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

function finish(draft: Draft): CurlPlan {
  const has = (action: string) => draft.flags.has(action);
  if (draft.urls.length === 0 && !has('version')) refuse(2, `curl: (2) no URL specified\n${tryHelp}`);
  const sendsBody = draft.data !== undefined && !has('get');
  if (sendsBody && has('head')) {
    refuse(2, 'Warning: You can only select one HTTP request method! POST and HEAD were both asked for');
  }
  const method = draft.request ?? (has('head') ? 'HEAD' : sendsBody ? 'POST' : 'GET');
  const query = has('get') ? draft.data : undefined;
  return {
    urls: draft.urls.map((url) => readUrl(url, query)),
    method,
    headers: headersOf(draft, sendsBody),
    ...(sendsBody ? { body: draft.data as string } : {}),
    include: has('include') || has('head'),
    head: has('head'),
    silent: has('silent'),
    showError: has('show-error'),
    fail: has('fail-with-body') ? 'with-body' : has('fail') ? 'without-body' : 'no',
    verbose: has('verbose'),
    discardBody: draft.discardBody,
    ...(draft.writeOut === undefined ? {} : { writeOut: draft.writeOut }),
    ...(draft.maxTimeMs ? { maxTimeMs: draft.maxTimeMs } : {}),
    ...(has('version') ? { version: true } : {}),
  };
}

/** curl's order: its own headers, then those given by -H, then the type of the body. `-H 'Name:'` takes one away. */
function headersOf(draft: Draft, sendsBody: boolean): readonly (readonly [string, string])[] {
  const defaults = new Map(draft.defaults);
  if (draft.isJson) defaults.set('Accept', 'application/json');
  const custom = draft.custom.map(readHeader);
  const isReplaced = (name: string) => custom.some((header) => header.name.toLowerCase() === name.toLowerCase());
  const bodyType: [string, string][] = sendsBody
    ? [['Content-Type', draft.isJson ? 'application/json' : formType]]
    : [];
  return [
    ...[...defaults].filter(([name, value]) => value !== '' && !isReplaced(name)),
    ...custom.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
    ...bodyType.filter(([name]) => !isReplaced(name)),
  ];
}

function readHeader(text: string): { name: string; value?: string } {
  const colon = text.indexOf(':');
  if (colon === -1) {
    const semicolon = /^([^\s;]+);\s*$/.exec(text);
    return semicolon ? { name: semicolon[1] as string, value: '' } : { name: text };
  }
  const name = text.slice(0, colon);
  const value = text.slice(colon + 1).trim();
  return value === '' ? { name } : { name, value };
}

function readUrl(given: string, query: string | undefined): string {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const scheme = text.slice(0, text.indexOf(':')).toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') refuse(1, `curl: (1) Protocol "${scheme}" not supported`);
  if (/\s/.test(text)) {
    refuse(
      3,
      'curl: (3) URL rejected: Malformed input to a URL function',
      'The URL holds a blank; is a quote missing?',
    );
  }
  if (!URL.canParse(text)) refuse(3, 'curl: (3) URL rejected: Malformed input to a URL function');
  const url = new URL(text);
  if (scheme === 'https') {
    refuse(
      7,
      `curl: (7) Failed to connect to ${url.hostname} port ${url.port || 443}: Could not connect to server`,
      'The services of this lab speak http, not https.',
    );
  }
  if (query !== undefined) url.search = url.search === '' ? `?${query}` : `${url.search}&${query}`;
  url.hash = '';
  return url.href;
}
