/**
 * The processes of a lab as the columns of its timeline, each with its role. Pure.
 * @module
 */
import type { LabProgram } from './lab-program.ts';
import type { TimelineColumn } from './report.ts';

/** The bench's client, as it is called everywhere. */
export const CLIENT_NAME = 'client';

/**
 * The client, the services, the world, each in the order of its declaration.
 *
 * @example
 * labColumns(program).map(({ process }) => process) // ['client', 'orders', 'broker', 'mailbox']
 */
export function labColumns({ services, world }: Pick<LabProgram, 'services' | 'world'>): readonly TimelineColumn[] {
  return [
    { process: CLIENT_NAME, role: 'client' },
    ...services.map(({ name }): TimelineColumn => ({ process: name, role: 'service' })),
    ...world.map(({ name, role }): TimelineColumn => ({ process: name, role: role ?? 'world' })),
  ];
}
