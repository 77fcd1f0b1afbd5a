/**
 * Actions on the learner's files: edit, reset, undo, earlier versions, compare with the solution. The workbook stores them.
 * @module
 */
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { LabWork } from '#workbook/lab-work.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';
import type { WorkbenchData } from './workbench-data.ts';

type FileActions = Pick<
  WorkbenchActions,
  | 'edit'
  | 'addFile'
  | 'deleteFile'
  | 'renameFile'
  | 'bringBack'
  | 'changeServices'
  | 'reset'
  | 'undo'
  | 'dismissNotice'
  | 'showVersions'
  | 'restore'
  | 'compare'
  | 'takeSolution'
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

  const show = (path: string): void =>
    store.update({ activePath: path, isComparing: false, middle: 'code', pane: 'code' });

  const follow = (opened: LabWork): void => {
    isOpen = true;
    const takeFiles = (renamed: readonly string[] = []): void =>
      store.update(({ data, activePath }) => {
        const files = { ...readOnlyFiles(data), ...opened.files };
        const { deletedFiles, canUndo } = opened;
        return { files, deletedFiles, canUndo, activePath: followedPath(activePath, files, renamed) };
      });
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
        takeFiles(event.cause === 'renamed' ? event.paths : []);
        store.update({ notice: { paths: event.paths, cause: event.cause } });
      }
    });
  };

  void work.then((opened) => {
    // What was typed before the workbook had opened is newer than what it holds.
    for (const path of typedEarly) {
      const text = store.get().files[path] ?? '';
      if (path in opened.files) opened.save(path, text);
      else void opened.change({ [path]: text }, 'added');
    }
    follow(opened);
  });

  return {
    edit: (path, text) => {
      // An editor may report a last key of a file that another tab has just deleted.
      if (!(path in store.get().files) || store.get().files[path] === text) return;
      store.update(({ files }) => ({ files: { ...files, [path]: text } }));
      if (isOpen) void work.then((opened) => opened.save(path, text));
      else typedEarly.add(path);
    },
    addFile: (path, text) =>
      void work.then((opened) => {
        void opened.change({ [path]: text }, 'added');
        show(path);
      }),
    deleteFile: (path) => void work.then((opened) => opened.change({ [path]: undefined }, 'removed')),
    renameFile: (from, to) => void work.then((opened) => opened.rename(from, to)),
    bringBack: (path) =>
      void work.then((opened) => {
        const deleted = opened.deletedFiles.find((file) => file.path === path);
        if (!deleted) return;
        void opened.change({ [path]: deleted.text }, 'restored');
        show(path);
      }),
    changeServices: (files) => void work.then((opened) => opened.change(files, 'services')),
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

/** Files that the page shows and the workbook does not keep. */
const readOnlyFiles = ({ files }: WorkbenchData): LabFiles =>
  Object.fromEntries(files.flatMap(({ path, starter, isEditable }) => (isEditable ? [] : [[path, starter]])));

/**
 * Which file is shown after the files changed: the same, under its new path when it got one, or its neighbour.
 *
 * @param renamed The old and the new path of a file that was renamed; otherwise empty.
 */
export function followedPath(shown: string, files: LabFiles, renamed: readonly string[]): string {
  if (shown in files) return shown;
  const [from, to] = renamed;
  if (from === shown && to !== undefined && to in files) return to;
  const paths = Object.keys(files).sort();
  return paths.find((path) => path > shown) ?? paths.at(-1) ?? '';
}
