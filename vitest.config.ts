/**
 * Test projects. `unit` and `contract` need Node alone; `labs` proves the labs; `broker` compares ours with RabbitMQ; `e2e` drives Chromium over a built site.
 */
import { defineConfig } from 'vitest/config';

const node = {
  environment: 'node',
  testTimeout: 20_000,
  hookTimeout: 120_000,
  // What is waited for comes in milliseconds; on a machine with other work the default of one second is too little.
  expect: { poll: { timeout: 15_000 } },
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/property-seed.ts'],
        },
      },
      {
        // The engine stops a service that computes for a second of real time; a whole build beside it could make it seem so.
        test: {
          ...node,
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: 'labs',
          include: ['tests/labs/**/*.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        // Compares the broker of the labs with the real RabbitMQ, which is a minute of waiting for events on two brokers.
        test: {
          ...node,
          name: 'broker',
          include: ['tests/broker/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 400_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['tests/e2e/**/*.spec.ts'],
          globalSetup: ['tests/support/built-site.ts'],
          testTimeout: 120_000,
          // Two cores: one browser at a time keeps a slow machine from starving the page under test.
          fileParallelism: false,
          maxConcurrency: 3,
        },
      },
    ],
  },
});
