/**
 * A service worker that adds the two headers of isolation to the page of a lab in a WebContainer and to the frame beside it, for
 * hosts that cannot send them. Built as `labs/<lab>/webcontainer/isolation-worker.js`, it reaches that folder and no other. What
 * these pages load is of their own origin and needs no header, so it is left alone. Runs in a service worker.
 * @module
 */
import { isolationHeaders } from '#platform/isolation-headers.ts';

/** What is used of the types that only a service worker has. */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(isolated(event.request));
});

async function isolated(request: Request): Promise<Response> {
  const response = await fetch(request);
  // The browser follows a redirect itself, and asks here again where that leads into this folder.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolationHeaders(new URL(request.url).pathname))) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
