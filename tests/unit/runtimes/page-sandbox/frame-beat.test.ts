import { expect, test } from 'vitest';
import { watchFrameBeat } from '#runtimes/page-sandbox/frame-beat.ts';

/** A frame played by the test, with ticks that it gives by hand. */
function watch({ answers = true, isVisible = (): boolean => true } = {}) {
  const said: string[] = [];
  let tick = () => {};
  const stop = watchFrameBeat({
    ask: () => {
      said.push('asked');
      return answers ? Promise.resolve() : new Promise(() => {});
    },
    onSilent: () => said.push('silent'),
    repeat: (_, callback) => {
      tick = callback;
      return () => {
        tick = () => said.push('ticked after the end');
      };
    },
    isVisible,
  });
  const pass = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      tick();
      await Promise.resolve();
    }
  };
  return { said, pass, stop };
}

test('watchFrameBeat() asks at every tick and says nothing while the frame answers', async () => {
  const { said, pass } = watch();

  await pass(20);

  expect(said).toEqual(Array.from({ length: 20 }, () => 'asked'));
});

test('watchFrameBeat() says once that the frame is silent when five ticks went without an answer', async () => {
  const { said, pass } = watch({ answers: false });

  await pass(6);

  expect(said).toEqual(['asked', 'silent']);
});

test('watchFrameBeat() waits when the page is in the background', async () => {
  let isVisible = false;
  const { said, pass } = watch({ answers: false, isVisible: () => isVisible });
  await pass(20);
  isVisible = true;
  await pass(5);

  expect(said).toEqual(['asked']);
});
