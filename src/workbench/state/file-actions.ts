/**
 * Actions on the learner's files: edit, reset, undo, earlier versions, compare with the solution. The workbook stores them.
 * @module
 */
import type { LabWork } from '#workbook/lab-work.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';

type FileActions = Pick<
  WorkbenchActions,
  'edit' | 'reset' | 'undo' | 'dismissNotice' | 'showVersions' | 'restore' | 'compare' | 'takeSolution'
>;

export function createFileActions({ store, parts, work }: WorkbenchContext): FileActions {
  const typedEarly = new Set<string>();
  let isOpen = false;
  let versionsOf: string | undefined;

  const readVersions = async (opened: LabWork): Promise<void> => {
    const path = versionsOf;
    if (path === undefined) return;
    // Storage that fails says so in the page's bar; what was read before stays on the page.
    const list = await opened.history(path).catch(() => undefined);
    if (list && path === versionsOf) store.update({ versions: { path, list } });
  };

  const follow = (opened: LabWork): void => {
    isOpen = true;
    const takeFiles = (): void =>
      store.update(({ files }) => ({ files: { ...files, ...opened.files }, canUndo: opened.canUndo }));
    const takeRecord = (): void => {
      const rungs: Record<string, number> = {};
      for (const { messageId, rung } of opened.record.hints) rungs[messageId] = Math.max(rung, rungs[messageId] ?? 0);
      store.update(({ rungs: known }) => ({
        facts: opened.record,
        attemptCount: opened.record.runs.length,
        rungs: { ...known, ...rungs },
      }));
    };
    takeFiles();
    takeRecord();
    opened.subscribe((event) => {
      void readVersions(opened);
      if (event.kind === 'state') store.update({ canUndo: opened.canUndo });
      if (event.kind === 'record') takeRecord();
      if (event.kind === 'files') {
        takeFiles();
        store.update({ notice: { paths: event.paths, cause: event.cause } });
      }
    });
  };

  void work.then((opened) => {
    // What was typed before the workbook had opened is newer than what it holds.
    for (const path of typedEarly) opened.save(path, store.get().files[path] ?? '');
    follow(opened);
  });

  return {
    edit: (path, text) => {
      if (store.get().files[path] === text) return;
      store.update(({ files }) => ({ files: { ...files, [path]: text } }));
      if (isOpen) void work.then((opened) => opened.save(path, text));
      else typedEarly.add(path);
    },
    reset: (path) => void work.then((opened) => opened.reset(path)),
    undo: () => void work.then((opened) => opened.undo()),
    dismissNotice: () => store.update({ notice: undefined }),
    showVersions: (path) => {
      versionsOf = path;
      if (path === undefined) store.update({ versions: undefined });
      else void work.then(readVersions);
    },
    restore: (path, version) => void work.then((opened) => opened.restore(path, version)),
    compare: (isComparing) => {
      store.update({ isComparing, middle: 'code', pane: 'code' });
      if (!isComparing || store.get().solution) return;
      void work.then((opened) => opened.recordSolutionSeen());
      parts.loadSolution().then(
        ({ files }) => store.update({ solution: files }),
        () => store.update({ solutionFailed: 'The solution could not be loaded. Check the connection and try again.' }),
      );
    },
    takeSolution: () => {
      const { solution } = store.get();
      if (!solution) return;
      void work.then((opened) => opened.takeSolution(solution)).then(() => store.update({ isComparing: false }));
    },
  };
}
