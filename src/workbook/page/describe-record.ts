/**
 * Names a record for people, by its key.
 * Pure; runs anywhere.
 * @module
 */
import { idOf, kindOf } from '../record.ts';

/** Titles of lessons and labs by id, as the page shows them. */
export type Titles = ReadonlyMap<string, string>;

/**
 * What stands under a key, in a few words.
 *
 * @example
 * describeRecord('file/hello-payment/payment-service/main.ts', titles) // 'Hello, payment: file payment-service/main.ts'
 */
export function describeRecord(key: string, titles: Titles): string {
  const [owner = '', ...rest] = idOf(key).split('/');
  const title = titles.get(owner) ?? owner;
  const part = rest.join('/');
  switch (kindOf(key)) {
    case 'lesson':
      return `${title}: progress`;
    case 'quiz':
      return `${title}: answers`;
    case 'prediction':
      return `${title}: a first guess`;
    case 'note':
      return `${title}: a note`;
    case 'file':
      return `${title}: file ${part}`;
    case 'lab':
      return `${title}: runs and hints`;
    case 'settings':
      return 'Settings of the workbench';
    case 'history':
      return `${describeRecord(idOf(key), titles)}, earlier versions`;
    default:
      return `Something that this version does not know (${key})`;
  }
}
