/**
 * Actions that change what is shown and nothing else.
 * @module
 */
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';
import { reportsOf } from './run-state.ts';
import type { WorkbenchState } from './workbench-state.ts';

type ViewActions = Pick<
  WorkbenchActions,
  | 'showStep'
  | 'showFile'
  | 'showSource'
  | 'showPane'
  | 'showMiddle'
  | 'showInstrument'
  | 'showTimeline'
  | 'mark'
  | 'showMoment'
  | 'openEditor'
  | 'setTabMovesFocus'
  | 'chooseLogs'
>;

/** Makes a timeline the one that is shown, with its example marked; on a phone the pane in front stays. */
export function chooseTimeline(store: WorkbenchContext['store'], shown: WorkbenchState['shown']): void {
  store.update((state) => {
    const report = reportsOf(state.run).find(({ check }) => check === shown);
    const lastLive = state.live.messages.findLast(({ operation }) => operation !== undefined)?.operation;
    // A check that held has no example; its first request shows the same way, and passing is evidence too.
    const first = report?.timeline?.messages.find(({ operation }) => operation !== undefined)?.operation;
    const marked = shown === 'live' ? lastLive : (report?.message?.example?.operation ?? first);
    // Whoever follows messages goes on following them.
    return { shown, instrument: state.instrument === 'messages' ? 'messages' : 'timeline', marked, at: undefined };
  });
}

export function createViewActions({ store, parts, work }: WorkbenchContext): ViewActions {
  const openEditor = (kind?: 'full' | 'plain'): void => {
    void work.then(async (opened) => {
      const chosen = kind ?? opened.editor ?? parts.preferredEditor();
      if (kind !== undefined) void opened.chooseEditor(kind);
      if (chosen === 'plain') {
        store.update({ editor: 'plain' });
        return;
      }
      if (store.get().editor === 'full' || store.get().editor === 'opening') return;
      store.update({ editor: 'opening' });
      try {
        const types = await parts.loadTypes();
        store.update({ types, editor: 'full' });
      } catch {
        // Without declarations the editor would underline every import; the plain one is honest and always there.
        store.update({ editor: 'plain', editorFailed: 'The full editor could not be loaded; this is the plain one.' });
      }
    });
  };

  return {
    openEditor,
    showStep: (step) => store.update({ step }),
    showFile: (activePath) => store.update({ activePath, isComparing: false }),
    showSource: ({ file, line, column }) => {
      if (!(file in store.get().files)) return;
      store.update((state) => ({
        activePath: file,
        isComparing: false,
        middle: 'code',
        pane: 'code',
        reveal: { file, line, column, request: (state.reveal?.request ?? 0) + 1 },
      }));
    },
    showPane: (pane) => store.update({ pane }),
    showMiddle: (middle) => store.update({ middle }),
    showInstrument: (instrument) => store.update({ instrument, pane: 'instruments' }),
    showTimeline: (shown) => {
      chooseTimeline(store, shown);
      store.update({ pane: 'instruments' });
    },
    mark: (operation) => store.update({ marked: operation }),
    showMoment: (at) => store.update({ at }),
    chooseLogs: (change) => store.update(({ logChoice }) => ({ logChoice: { ...logChoice, ...change } })),
    setTabMovesFocus: (tabMovesFocus) => store.update({ tabMovesFocus }),
  };
}
