import { expect, test } from 'vitest';
import { createLabWork } from '#workbook/create-lab-work.ts';
import type { LabWorkEvent, RunSummary } from '#workbook/lab-work.ts';
import { openTestWorkbook, type TestWorkbook } from '../../support/test-workbook.ts';

const STARTER = { 'payment/main.ts': 'starter main\n', 'payment/pay.ts': 'starter pay\n' };
const RUN: RunSummary = {
  seed: 4711,
  complete: false,
  checks: [
    {
      check: 'C1',
      title: 'Answers',
      verdict: 'fail',
      held: '3 of 20',
      messageId: 'no-answer',
      replay: 'hello-payment/01 seed=4711',
    },
  ],
  steps: [],
};

const openWork = ({ workbook }: TestWorkbook, starter: Record<string, string> = STARTER) =>
  createLabWork(workbook, 'hello-payment', starter);

const collect = (work: { subscribe(listener: (event: LabWorkEvent) => void): unknown }) => {
  const events: LabWorkEvent[] = [];
  work.subscribe((event) => events.push(event));
  return events;
};

test('createLabWork() gives the starter files when nothing is stored', async () => {
  const work = await openWork(openTestWorkbook());

  expect(work.files).toEqual(STARTER);
  expect(work.state).toEqual({ kind: 'saved' });
  expect(work.canUndo).toBe(false);
});

test('save() shows the text at once and has it stored for the next page', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);

  work.save('payment/main.ts', 'edited\n');
  const shown = work.files['payment/main.ts'];
  await work.settled();
  const next = await openWork(page.openTab());

  expect(shown).toBe('edited\n');
  expect(next.files).toEqual({ ...STARTER, 'payment/main.ts': 'edited\n' });
  expect(work.state).toEqual({ kind: 'saved', atIso: '2026-11-20T12:00:00.000Z' });
  expect([work.isEdited('payment/main.ts'), work.isEdited('payment/pay.ts')]).toEqual([true, false]);
});

test('save() stores the last of many quick edits', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);

  for (let index = 0; index < 50; index += 1) work.save('payment/main.ts', `edit ${index}\n`);
  await work.settled();

  expect((await openWork(page.openTab())).files['payment/main.ts']).toBe('edit 49\n');
});

test('save() keeps the text in memory and says so when storage is full, and stores it when there is room again', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('payment/main.ts', 'first\n');
  await work.settled();

  page.store.failWith('storage-full');
  work.save('payment/main.ts', 'second\n');
  await work.settled();
  const full = { state: work.state, shown: work.files['payment/main.ts'], unsaved: work.unsaved().length };
  const storedWhileFull = (await openWork(page.openTab())).files['payment/main.ts'];
  page.store.failWith(undefined);
  work.save('payment/main.ts', 'third\n');
  await work.settled();

  expect(full).toEqual({ state: { kind: 'not-saved', problem: 'storage-full' }, shown: 'second\n', unsaved: 1 });
  expect(storedWhileFull).toBe('first\n');
  expect(work.state.kind).toBe('saved');
  expect(work.unsaved()).toEqual([]);
  expect((await openWork(page.openTab())).files['payment/main.ts']).toBe('third\n');
});

test('reset() brings back the starter, undo() the work', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('payment/main.ts', 'edited main\n');
  work.save('payment/pay.ts', 'edited pay\n');
  await work.settled();
  const events = collect(work);

  await work.reset();
  const afterReset = work.files;
  await work.undo();

  expect(afterReset).toEqual(STARTER);
  expect(work.files).toEqual({ 'payment/main.ts': 'edited main\n', 'payment/pay.ts': 'edited pay\n' });
  expect((await openWork(page.openTab())).files).toEqual(work.files);
  expect(work.canUndo).toBe(false);
  expect(events.filter(({ kind }) => kind === 'files')).toEqual([
    { kind: 'files', paths: ['payment/main.ts', 'payment/pay.ts'], cause: 'reset' },
    { kind: 'files', paths: ['payment/main.ts', 'payment/pay.ts'], cause: 'undo' },
  ]);
});

test('reset() of one file leaves the others and keeps what was there in the history', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('payment/main.ts', 'edited main\n');
  work.save('payment/pay.ts', 'edited pay\n');

  await work.reset('payment/pay.ts');

  expect(work.files).toEqual({ 'payment/main.ts': 'edited main\n', 'payment/pay.ts': 'starter pay\n' });
  expect(await work.history('payment/pay.ts')).toEqual([
    { text: 'edited pay\n', editedAtIso: '2026-11-20T12:00:00.000Z', reason: 'reset' },
  ]);
});

test('save() during a reset is what stays stored', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('payment/main.ts', 'edited\n');

  const reset = work.reset();
  work.save('payment/main.ts', 'typed on\n');
  await reset;
  await work.settled();

  expect(work.files['payment/main.ts']).toBe('typed on\n');
  expect((await openWork(page.openTab())).files['payment/main.ts']).toBe('typed on\n');
});

test('reset() still works on the page when nothing can be stored', async () => {
  const page = openTestWorkbook();
  page.store.failWith('storage-forbidden');
  const work = await openWork(page);
  work.save('payment/main.ts', 'edited\n');

  await work.reset();
  const afterReset = work.files;
  await work.undo();

  expect(afterReset).toEqual(STARTER);
  expect(work.files['payment/main.ts']).toBe('edited\n');
});

test('takeSolution() and restore() can both be undone', async () => {
  const work = await openWork(openTestWorkbook());
  work.save('payment/main.ts', 'mine\n');

  await work.takeSolution({ 'payment/main.ts': 'solution\n' });
  const kept = await work.history('payment/main.ts');
  await Promise.all(kept.map((version) => work.restore('payment/main.ts', version)));
  const restored = work.files['payment/main.ts'];
  await work.undo();

  expect(kept).toMatchObject([{ text: 'mine\n', reason: 'solution' }]);
  expect(restored).toBe('mine\n');
  expect(work.files['payment/main.ts']).toBe('solution\n');
});

test('a text stored by another tab arrives in this one', async () => {
  const page = openTestWorkbook();
  const here = await openWork(page);
  const there = await openWork(page.openTab());
  const events = collect(here);

  there.save('payment/main.ts', 'from there\n');
  await expect.poll(() => events).toContainEqual({ kind: 'files', paths: ['payment/main.ts'], cause: 'other-tab' });

  expect(here.files['payment/main.ts']).toBe('from there\n');
});

test('save() keeps the other tab’s text in the history when both typed at once, and tells', async () => {
  const page = openTestWorkbook();
  const here = await openWork(page);
  const there = await openWork(page.openTab());
  const events = collect(here);

  there.save('payment/main.ts', 'typed there\n');
  here.save('payment/main.ts', 'typed here\n');
  await Promise.all([here.settled(), there.settled()]);

  const next = await openWork(page.openTab());
  const kept = await next.history('payment/main.ts');
  const all = [next.files['payment/main.ts'], ...kept.map(({ text }) => text)];
  expect(new Set(all)).toEqual(new Set(['typed here\n', 'typed there\n']));
  expect(kept.map(({ reason }) => reason)).toEqual(['other-tab']);
  expect(events.some((event) => event.kind === 'files')).toBe(true);
});

test('recordRun() keeps the run, the judged text and the first completion', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('payment/main.ts', 'judged\n');
  await work.settled();

  await work.recordRun(RUN, work.files);
  page.clock.advance(60_000);
  await work.recordRun({ ...RUN, complete: true, checks: [] }, work.files);
  page.clock.advance(60_000);
  await work.recordRun({ ...RUN, complete: true, checks: [] }, work.files);

  const next = await openWork(page.openTab());
  expect(next.record.runs.map(({ atIso, complete }) => [atIso, complete])).toEqual([
    ['2026-11-20T12:00:00.000Z', false],
    ['2026-11-20T12:01:00.000Z', true],
    ['2026-11-20T12:02:00.000Z', true],
  ]);
  expect(next.record.completedAtIso).toBe('2026-11-20T12:01:00.000Z');
  expect(await next.history('payment/main.ts')).toEqual([
    { text: 'judged\n', editedAtIso: '2026-11-20T12:00:00.000Z', reason: 'run' },
  ]);
});

test('recordRun() keeps 30 runs', async () => {
  const work = await openWork(openTestWorkbook());

  for (let seed = 1; seed <= 33; seed += 1) await work.recordRun({ ...RUN, seed }, work.files);

  expect(work.record.runs.map(({ seed }) => seed)).toEqual(Array.from({ length: 30 }, (_, index) => index + 4));
});

test('recordHint(), recordSolutionSeen() and chooseEditor() are there on the next page', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);

  await work.recordHint('no-answer', 3);
  await work.recordHint('no-answer', 3);
  await work.recordSolutionSeen();
  await work.chooseEditor('plain');

  const next = await openWork(page.openTab());
  expect(next.record.hints).toEqual([{ messageId: 'no-answer', rung: 3, atIso: '2026-11-20T12:00:00.000Z' }]);
  expect(next.record.solutionSeenAtIso).toBe('2026-11-20T12:00:00.000Z');
  expect(next.editor).toBe('plain');
});

test('a record from a newer version is left as it is and the state says so', async () => {
  const page = openTestWorkbook();
  const key = 'file/hello-payment/payment/main.ts';
  const newer = { schema: 99, updatedAtIso: '2027-01-01T00:00:00.000Z', body: 'unknown' };
  page.memory.records.set(key, newer);
  const work = await openWork(page);
  const stateOnOpen = work.state;

  work.save('payment/main.ts', 'typed\n');
  await work.settled();

  expect(stateOnOpen).toEqual({ kind: 'not-saved', problem: 'newer-record' });
  expect(work.state).toEqual({ kind: 'not-saved', problem: 'newer-record' });
  expect(page.memory.records.get(key)).toEqual(newer);
  expect(work.files['payment/main.ts']).toBe('typed\n');
});

test('a file that was reset follows the starter into a new edition, an edited one does not', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('payment/main.ts', 'edited\n');
  work.save('payment/pay.ts', 'edited\n');
  await work.reset('payment/pay.ts');

  const edition = { 'payment/main.ts': 'new starter main\n', 'payment/pay.ts': 'new starter pay\n' };
  const next = await openWork(page.openTab(), edition);

  expect(next.files).toEqual({ 'payment/main.ts': 'edited\n', 'payment/pay.ts': 'new starter pay\n' });
});

test('recordChoice() and recordExerciseCheck() are there on the next page, the latest choice of each tab in force', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  const other = await openWork(page.openTab());

  await work.recordChoice({ step: 'owners', item: 'products', option: 'orders' });
  await other.recordChoice({ step: 'owners', item: 'lines', option: 'orders' });
  await work.recordChoice({ step: 'owners', item: 'products', option: 'stock' });
  await work.recordExerciseCheck({ step: 'owners', answer: ['products:stock'], isRight: false });

  const { record } = await openWork(page.openTab());
  expect(record.choices.map(({ item, option }) => [item, option])).toEqual([
    ['lines', 'orders'],
    ['products', 'stock'],
  ]);
  expect(record.exerciseChecks).toMatchObject([{ step: 'owners', answer: ['products:stock'], isRight: false }]);
});

test('recordChoice() shows a choice at once and keeps the last of many quick ones', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  const shown: (string | undefined)[] = [];
  work.subscribe(() => shown.push(work.record.choices[0]?.option));

  await Promise.all(['a', 'b', 'c'].map((option) => work.recordChoice({ step: 'owners', item: 'products', option })));

  expect([...new Set(shown)]).toEqual(['a', 'b', 'c']);
  const inOrder = shown.toSorted((left = '', right = '') => left.localeCompare(right));
  expect(inOrder).toEqual(shown);
  expect((await openWork(page.openTab())).record.choices).toMatchObject([{ option: 'c' }]);
});
