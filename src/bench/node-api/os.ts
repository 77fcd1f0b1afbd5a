/**
 * `node:os`: a machine that is the same in every run.
 * @module
 */
import { currentProcess } from './process-context.ts';

const gibibyte = 2 ** 30;

export const osModule = {
  EOL: '\n',
  hostname: (): string => currentProcess().name,
  platform: (): string => 'linux',
  type: (): string => 'Linux',
  release: (): string => '6.0.0',
  arch: (): string => 'x64',
  endianness: (): string => 'LE',
  tmpdir: (): string => '/tmp',
  homedir: (): string => '/',
  uptime: (): number => currentProcess().nowUs() / 1e6,
  totalmem: (): number => 4 * gibibyte,
  freemem: (): number => 2 * gibibyte,
  loadavg: (): number[] => [0, 0, 0],
  availableParallelism: (): number => 1,
  cpus: () => [{ model: 'simulated', speed: 1000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  networkInterfaces: () => ({}),
  devNull: '/dev/null',
  userInfo: () => ({ uid: 1000, gid: 1000, username: 'service', homedir: '/', shell: null }),
  machine: (): string => 'x86_64',
  version: (): string => '#1 simulated',
  constants: {
    signals: { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 },
    errno: { EACCES: 13, EADDRINUSE: 98, ECONNREFUSED: 111, ECONNRESET: 104, ENOENT: 2, EPIPE: 32, ETIMEDOUT: 110 },
  },
};
