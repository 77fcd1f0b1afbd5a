/**
 * `<course-workbook>`: fills the workbook's page from this device, and changes the workbook as a whole.
 * Runs in the browser; importing it defines the element. Markup: `WorkbookPage.astro`.
 * @module
 */
import { collectWorkbook } from '../collect-workbook.ts';
import { describeProblem } from '../describe-problem.ts';
import { downloadWorkbook } from '../download-workbook.ts';
import { pageWorkbook } from '../page-workbook.ts';
import { FILE_LIMIT_BYTES, readWorkbookFile } from '../read-workbook-file.ts';
import { recoverJournal } from '../recover-journal.ts';
import type { Workbook } from '../workbook.ts';
import { COURSE_ID, pageWorkbookName } from '../workbook-name.ts';
import { type StoredRecords, WorkbookStoreError } from '../workbook-store.ts';
import { readPagePlaces } from './page-places.ts';
import { showAnswers } from './show-answers.ts';
import { showLabs } from './show-labs.ts';
import { showNotes } from './show-notes.ts';
import { showProgress } from './show-progress.ts';
import { summariseWorkbook } from './summarise-workbook.ts';
import { doneView, previewView } from './transfer-view.ts';
import { bringIn, deleteEverything, previewImport, type Undo } from './workbook-transfer.ts';

const instants = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const writeInstant = (atIso: string) =>
  Number.isNaN(Date.parse(atIso)) ? 'at an unknown time' : instants.format(new Date(atIso));

class WorkbookPageElement extends HTMLElement {
  /** What each part says before anything is known, from the page itself. */
  readonly #empty = new Map<string, readonly Node[]>();

  connectedCallback(): void {
    for (const name of ['answers', 'notes', 'labs']) this.#empty.set(name, [...this.#part(name).childNodes]);
    void pageWorkbook().then(async (workbook) => {
      await recoverJournal(workbook, pageWorkbookName());
      workbook.onChange(() => void this.#show(workbook));
      this.#listen(workbook);
      await this.#show(workbook);
    });
  }

  async #show(workbook: Workbook): Promise<void> {
    const summary = summariseWorkbook(await collectWorkbook(workbook, []));
    const places = readPagePlaces(this);
    showProgress(this, summary);
    this.#fill('answers', showAnswers(summary.answers, places));
    this.#fill('notes', showNotes(summary, places));
    this.#fill('labs', showLabs(summary.labs, places, writeInstant));
    const hidden = this.#part('hidden');
    hidden.hidden = summary.hiddenCount === 0;
    hidden.textContent = `Records that this version of the course cannot show: ${summary.hiddenCount}. They are kept as they are, and a copy contains them.`;
  }

  #listen(workbook: Workbook): void {
    this.addEventListener('click', (event) => {
      const action = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset['action'];
      if (action === 'download') void this.#attempt(() => downloadWorkbook());
      if (action === 'print') print();
      if (action === 'delete') void this.#attempt(() => this.#delete(workbook));
    });
    this.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
      const [file] = target.files ?? [];
      // The same file may be chosen again after it was changed.
      if (file) void this.#attempt(() => this.#preview(workbook, file)).finally(() => (target.value = ''));
    });
  }

  async #preview(workbook: Workbook, file: File): Promise<void> {
    if (file.size > FILE_LIMIT_BYTES) return this.#say('The file is larger than 20 MB, and no workbook is that large.');
    const read = readWorkbookFile(await file.text(), COURSE_ID);
    if (!read.isRead) return this.#say(read.reason);
    const merged = await previewImport(workbook.store, read.records);
    const titles = new Map([...readPagePlaces(this)].map(([id, { title }]) => [id, title]));
    const view = previewView(file.name, writeInstant(read.exportedAtIso), merged, titles, {
      accept: () => void this.#attempt(() => this.#accept(workbook, read.records)),
      cancel: () => this.#fill('transfer', []),
    });
    this.#fill('transfer', view);
  }

  async #accept(workbook: Workbook, records: StoredRecords): Promise<void> {
    const undo = await bringIn(workbook.store, records);
    await this.#report(workbook, 'The copy is brought in. It can be taken back until this page is left.', undo);
  }

  async #delete(workbook: Workbook): Promise<void> {
    await downloadWorkbook();
    const undo = await deleteEverything(workbook.store);
    const sentence =
      'Everything is deleted from this device, and a copy is in the downloads. It can be taken back until this page is left.';
    await this.#report(workbook, sentence, undo);
  }

  async #report(workbook: Workbook, sentence: string, undo: Undo): Promise<void> {
    const takeBack = async () => {
      await undo();
      this.#say('Taken back: everything is as it was.');
      await this.#show(workbook);
    };
    this.#fill(
      'transfer',
      doneView(sentence, () => void this.#attempt(takeBack)),
    );
    await this.#show(workbook);
  }

  /** Trouble with storage is told here, where the action was asked for. */
  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof WorkbookStoreError)) throw error;
      this.#say(`Nothing was changed. ${describeProblem(error.code)}`);
    }
  }

  #say(sentence: string): void {
    this.#fill('transfer', doneView(sentence));
  }

  #fill(name: string, content: readonly Node[]): void {
    const nodes = content.length > 0 ? content : (this.#empty.get(name) ?? []);
    this.#part(name).replaceChildren(...nodes);
  }

  #part(name: string): HTMLElement {
    const part = this.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) throw new Error(`Cannot show the workbook: the page has no part "${name}"`);
    return part;
  }
}

customElements.define('course-workbook', WorkbookPageElement);
