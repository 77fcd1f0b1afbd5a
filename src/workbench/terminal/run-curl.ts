/**
 * Carries out a curl plan: sends the requests, prints what curl prints, returns curl's exit code.
 * Runs in the page; talks to services through the machine alone.
 * @module
 */
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import type { TerminalResponse } from '#runtimes/lab-runtime.ts';
import type { CurlPlan } from './curl-plan.ts';
import { curlVersion } from './parse-curl.ts';
import type { TerminalMachine } from './terminal-machine.ts';

/** @returns curl's exit code: 0, 6, 7, 22, 28, 52 or 56. */
export async function runCurl(plan: CurlPlan, machine: TerminalMachine, signal: AbortSignal): Promise<number> {
  if (plan.version) {
    machine.print({ stream: 'out', text: `curl ${curlVersion} (Ensemble, simulated network)\nProtocols: http` });
    return 0;
  }
  let exitCode = 0;
  for (const url of plan.urls) exitCode = await requestOne(plan, url, machine, signal);
  return exitCode;
}

async function requestOne(plan: CurlPlan, url: string, machine: TerminalMachine, signal: AbortSignal): Promise<number> {
  if (plan.verbose) machine.print({ stream: 'note', text: requestLines(plan, url) });
  try {
    const response = await machine.send(
      {
        method: plan.method,
        url,
        headers: plan.headers,
        ...(plan.body === undefined ? {} : { body: plan.body }),
        ...(plan.maxTimeMs === undefined ? {} : { timeoutMs: plan.maxTimeMs }),
      },
      signal,
    );
    return printResponse(plan, url, response, machine);
  } catch (error) {
    if (!(error instanceof LabRuntimeError) || error.curlCode === undefined) throw error;
    if (!plan.silent || plan.showError) {
      machine.print({ stream: 'err', text: curlErrorText(error.curlCode, new URL(url), plan, error.message) });
      if (error.curlCode === 7) await noteEndedService(new URL(url).hostname, machine);
    }
    printWriteOut(plan, url, undefined, error.curlCode, machine);
    return error.curlCode;
  }
}

function printResponse(plan: CurlPlan, url: string, response: TerminalResponse, machine: TerminalMachine): number {
  const isRefused = plan.fail !== 'no' && response.status >= 400;
  if (plan.verbose) machine.print({ stream: 'note', text: headLines(response, '< ') });
  const body = plan.head || plan.discardBody || (isRefused && plan.fail === 'without-body') ? '' : response.body;
  const head = plan.include && !plan.discardBody ? `${headLines(response, '')}\n` : '';
  if (head !== '' || body !== '') machine.print({ stream: 'out', text: head + body });
  const exitCode = isRefused ? 22 : 0;
  if (isRefused && (!plan.silent || plan.showError)) {
    machine.print({ stream: 'err', text: `curl: (22) The requested URL returned error: ${response.status}` });
  }
  printWriteOut(plan, url, response, exitCode, machine);
  return exitCode;
}

function headLines(response: TerminalResponse, prefix: string): string {
  const status = `HTTP/1.1 ${response.status} ${response.statusText}`.trimEnd();
  const lines = [status, ...response.headers.map(([name, value]) => `${name}: ${value}`), ''];
  return lines.map((line) => `${prefix}${line}`).join('\n');
}

function requestLines(plan: CurlPlan, href: string): string {
  const url = new URL(href);
  const bodyBytes = plan.body === undefined ? [] : [`Content-Length: ${new TextEncoder().encode(plan.body).length}`];
  const headers = plan.headers.map(([name, value]) => `${name}: ${value}`);
  const hasHost = plan.headers.some(([name]) => name.toLowerCase() === 'host');
  const lines = [
    `${plan.method} ${url.pathname}${url.search} HTTP/1.1`,
    ...(hasHost ? [] : [`Host: ${url.host}`]),
    ...headers,
    ...bodyBytes,
    '',
  ];
  return lines.map((line) => `> ${line}`).join('\n');
}

/** A refused connection has a reason that a real curl cannot know and this page can. */
async function noteEndedService(name: string, machine: TerminalMachine): Promise<void> {
  const ended = (await machine.services()).find((service) => service.name === name && service.state === 'exited');
  if (!ended) return;
  const how = ended.ending === undefined ? '' : ` (${ended.ending})`;
  machine.print({ stream: 'note', text: `${name} has ended${how}; its logs may say why. "start ${name}" starts it.` });
}

/** curl's own words, so that what is learned here can be searched for. */
function curlErrorText(exitCode: number, url: URL, plan: CurlPlan, fallback: string): string {
  const port = url.port === '' ? '80' : url.port;
  const texts: Readonly<Record<number, string>> = {
    6: `Could not resolve host: ${url.hostname}`,
    7: `Failed to connect to ${url.hostname} port ${port}: Could not connect to server`,
    28: `Operation timed out after ${plan.maxTimeMs ?? 0} milliseconds with 0 bytes received`,
    52: 'Empty reply from server',
    56: 'Recv failure: Connection reset by peer',
  };
  const text = exitCode === 28 && plan.maxTimeMs === undefined ? fallback : (texts[exitCode] ?? fallback);
  return `curl: (${exitCode}) ${text}`;
}

function printWriteOut(
  plan: CurlPlan,
  url: string,
  response: TerminalResponse | undefined,
  exitCode: number,
  machine: TerminalMachine,
): void {
  if (plan.writeOut === undefined) return;
  const header = (name: string) => response?.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
  const status = String(response?.status ?? 0).padStart(3, '0');
  const variables: Readonly<Record<string, string>> = {
    http_code: status,
    response_code: status,
    time_total: ((response?.tookMs ?? 0) / 1000).toFixed(6),
    content_type: header('content-type'),
    size_download: String(new TextEncoder().encode(response?.body ?? '').length),
    num_headers: String(response?.headers.length ?? 0),
    method: plan.method,
    url,
    url_effective: url,
    exitcode: String(exitCode),
  };
  const unknown: string[] = [];
  const text = plan.writeOut
    .replace(/\\([nrt\\])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', '\\': '\\' })[letter] ?? letter)
    .replace(/%%|%\{(\w+)\}/g, (match, name: string | undefined) => {
      if (name === undefined) return '%';
      if (!(name in variables)) unknown.push(match.slice(2, -1));
      return variables[name] ?? '';
    });
  for (const name of unknown) machine.print({ stream: 'err', text: `curl: unknown --write-out variable: '${name}'` });
  if (text !== '') machine.print({ stream: 'out', text });
}
