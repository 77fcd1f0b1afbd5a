import { afterEach, expect, test } from 'vitest';
import { type PeerHandler, type PeerPort, PortPeer } from '#platform/port-peer.ts';

const peers: PortPeer[] = [];
afterEach(() => {
  for (const peer of peers.splice(0)) peer.close(new Error('the test is over'));
});

function connect(far: Readonly<Record<string, PeerHandler>>, near: Readonly<Record<string, PeerHandler>> = {}) {
  const { port1, port2 } = new MessageChannel();
  const pair = [new PortPeer(port1 as PeerPort, near), new PortPeer(port2 as PeerPort, far)] as const;
  peers.push(...pair);
  return pair;
}

test('call() gives what the handler of the other end returns', async () => {
  const [near] = connect({ double: async (value: number) => value * 2 });

  expect(await near.call('double', 21)).toBe(42);
});

test('call() hears the events of its own call, in order, before the answer', async () => {
  const [near] = connect({
    count: (to: number, emit) => {
      for (let value = 1; value <= to; value += 1) emit(value);
      return 'done';
    },
  });
  const heard: number[] = [];

  const [first] = await Promise.all([
    near.call('count', 3, (value: number) => heard.push(value)),
    near.call('count', 2),
  ]);

  expect([first, heard]).toEqual(['done', [1, 2, 3]]);
});

test('call() rejects with the fields of the error that the handler threw', async () => {
  const [near] = connect({
    fail: () => {
      throw Object.assign(new RangeError('too far'), { code: 'FAR', hint: 'Come back.', curlCode: 7 });
    },
  });

  await expect(near.call('fail')).rejects.toMatchObject({
    name: 'RangeError',
    message: 'too far',
    code: 'FAR',
    hint: 'Come back.',
    curlCode: 7,
  });
});

test('call() rejects when the other end does not know the method', async () => {
  const [near] = connect({});

  await expect(near.call('nothing')).rejects.toThrow('Cannot call "nothing"');
});

test('close() rejects calls under way and later ones with its reason', async () => {
  const [near] = connect({ wait: () => new Promise(() => {}) });
  const waiting = near.call('wait');
  const reason = new Error('closed');

  near.close(reason);

  await expect(waiting).rejects.toBe(reason);
  await expect(near.call('wait')).rejects.toBe(reason);
});

test('notify() reaches the handler with transferred ports', async () => {
  const { port1, port2 } = new MessageChannel();
  const [near] = connect({ take: ({ port }: { port: MessagePort }) => port.postMessage('through') });
  const arrived = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });

  near.notify('take', { port: port2 }, [port2]);

  expect(await arrived).toBe('through');
  port1.close();
});
