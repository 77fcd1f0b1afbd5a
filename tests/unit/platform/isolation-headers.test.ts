import { expect, test } from 'vitest';
import { isolationHeaders } from '#platform/isolation-headers.ts';

const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

test.each([
  'labs/hello-payment/webcontainer/',
  'labs/hello-payment/webcontainer/index.html',
  '/~prof/ms/labs/hello-payment/webcontainer',
  'labs/hello-payment/webcontainer/container.html',
  '/~prof/ms/labs/hello-payment/webcontainer/container.html',
])('isolationHeaders() isolates "%s"', (path) => {
  expect(isolationHeaders(path)).toEqual(isolated);
});

test.each([
  '',
  'labs/hello-payment/',
  'engine/frame.html',
  'labs/hello-payment/webcontainer/other.html',
  'labs/webcontainer/',
  'engine/container.html',
])('isolationHeaders() sends nothing with "%s"', (path) => {
  expect(isolationHeaders(path)).toEqual({});
});
