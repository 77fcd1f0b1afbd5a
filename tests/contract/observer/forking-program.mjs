/** Starts itself once more with a channel, and prints what came over it. Run by a test with the observer. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';

if (process.send) {
  process.send('hello');
  writeFileSync('data/child.txt', 'stored by the child');
  process.send('from the child', () => process.disconnect());
} else {
  const messages = [];
  const child = fork(import.meta.filename);
  child.on('message', (message) => messages.push(message));
  child.on('close', () => console.log(JSON.stringify(messages)));
}
