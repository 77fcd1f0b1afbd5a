/**
 * Actions of the service buttons. They speak through the service list, not through the terminal; what goes wrong shows in
 * the engine's state.
 * @module
 */
import type { LabSession } from '#runtimes/lab-runtime.ts';
import { explainEngineFailure, mergeServices } from './engine-control.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';
import { learnersServices } from './workbench-state.ts';

type ServiceActions = Pick<
  WorkbenchActions,
  'startServices' | 'stopServices' | 'startService' | 'stopService' | 'restartService' | 'killService' | 'wipeService'
>;

export function createServiceActions({ store, engine }: WorkbenchContext): ServiceActions {
  /** @param act `isFresh`: every service was started just now, because there was no session or the files changed. */
  const onSession = (act: (session: LabSession, isFresh: boolean) => Promise<unknown>): void => {
    let isFresh = engine.opened() === undefined;
    engine
      .session(() => (isFresh = true))
      .then(async (session) => {
        await act(session, isFresh);
        store.update(({ services }) => ({ services: mergeServices(services, session.statuses()) }));
      })
      .catch((error: unknown) => store.update({ engine: { kind: 'failed', ...explainEngineFailure(error) } }));
  };
  /** One that did not come up a moment ago would only say so twice. */
  const start = (services: readonly string[]): void =>
    onSession(async (session, isFresh) => {
      if (!isFresh) await Promise.all(services.map((name) => session.start(name)));
    });
  const names = (): readonly string[] => learnersServices(store.get()).map(({ name }) => name);

  return {
    startServices: () => start(names()),
    stopServices: () => onSession((session) => Promise.all(names().map((name) => session.stop(name)))),
    startService: (service) => start([service]),
    stopService: (service) => onSession((session) => session.stop(service)),
    restartService: (service) =>
      onSession(async (session) => {
        await session.stop(service);
        await session.start(service);
      }),
    killService: (service) => onSession((session) => session.kill(service)),
    wipeService: (service) => onSession((session) => session.wipe(service)),
  };
}
