/**
 * Looks at the data of the running services while they are shown, and again whenever something happened.
 * @module
 */
import type { LabSession, ServiceStores } from '#runtimes/lab-runtime.ts';
import { chooseStore, pageToShow } from '../stores/store-view.ts';
import { explainEngineFailure } from './engine-control.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';
import { learnersServices, type WorkbenchState } from './workbench-state.ts';

type StoreActions = Pick<WorkbenchActions, 'chooseStore' | 'lookAtStore'>;

export function createStoreActions({ store, engine }: WorkbenchContext): StoreActions {
  let isLooking = false;
  /** Something changed while a look was under way. */
  let isStale = false;

  const look = async (): Promise<void> => {
    const session = engine.opened();
    const { storeView } = store.get();
    const names = learnersServices(store.get()).map(({ name }) => name);
    const service = names.find((name) => name === storeView.choice.service) ?? names[0];
    if (!session || service === undefined) return;
    try {
      const looked = await lookWithRows(session, service, store.get());
      store.update((state) => ({ storeView: { choice: state.storeView.choice, looked } }));
    } catch (error) {
      const { message } = explainEngineFailure(error);
      store.update((state) => ({ storeView: { ...state.storeView, failed: message } }));
    }
  };

  const lookSoon = (): void => {
    isStale = true;
    if (isLooking) return;
    isLooking = true;
    void (async () => {
      while (isStale) {
        isStale = false;
        await look();
      }
      isLooking = false;
    })();
  };

  let known = store.get();
  store.subscribe(() => {
    const state = store.get();
    const hasChanged = state.live !== known.live || state.services !== known.services;
    const isOpened = state.instrument === 'data' && known.instrument !== 'data';
    known = state;
    if (state.instrument === 'data' && (hasChanged || isOpened)) lookSoon();
  });

  return {
    chooseStore: (change) => {
      store.update(({ storeView }) => ({
        storeView: { ...storeView, choice: chooseStore(storeView.choice, change) },
      }));
      lookSoon();
    },
    lookAtStore: lookSoon,
  };
}

/** Which table there is to show is known only after a look; its rows come with the next. */
async function lookWithRows(session: LabSession, service: string, state: WorkbenchState): Promise<ServiceStores> {
  const { choice, looked } = state.storeView;
  const guess = looked?.service === service ? pageToShow(looked, choice) : undefined;
  const found = await session.stores(service, guess);
  const wanted = pageToShow(found, choice);
  const isThere = wanted && found.page?.path === wanted.path && found.page.table === wanted.table;
  if (!wanted || (isThere && found.page?.offset === wanted.offset)) return found;
  return session.stores(service, wanted);
}
