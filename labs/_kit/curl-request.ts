/**
 * Requests with the bytes that curl sends, so that a check sees what a learner typing the line sees.
 * Recorded with curl 7.88.1: without a header `-d` says application/x-www-form-urlencoded; `--json` sets two headers.
 * @module
 */
import type { HttpRequest } from './bench.ts';

const USER_AGENT = 'curl/8.14.1';

/** `curl -X POST <url> -d '<data>'` */
export const curlData = (url: string, data: string): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'User-Agent': USER_AGENT, Accept: '*/*', 'Content-Type': 'application/x-www-form-urlencoded' },
  body: data,
});

/** `curl -X POST <url> -H 'Content-Type: application/json' -d '<data>'` */
export const curlDataAsJson = (url: string, data: string): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'User-Agent': USER_AGENT, Accept: '*/*', 'Content-Type': 'application/json' },
  body: data,
});

/** `curl --json '<data>' <url>` */
export const curlJson = (url: string, data: string): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'User-Agent': USER_AGENT, 'Content-Type': 'application/json', Accept: 'application/json' },
  body: data,
});

/** `curl <url>` */
export const curlGet = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: { 'User-Agent': USER_AGENT, Accept: '*/*' },
});
