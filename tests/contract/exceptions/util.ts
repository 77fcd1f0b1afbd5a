/** Behaviours of the area `util` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'types: tells built-in objects apart',
    engines: ['terminal', 'page'],
    reason: 'All but isProxy: no host tells a program what is a proxy.',
  },
  {
    behaviour: 'inspect: maps, sets, their iterators and weak ones',
    engines: ['terminal', 'page'],
    reason: 'No host lets a program look into an iterator without moving it on.',
  },
  {
    behaviour: 'inspect: getters, setters, symbols and hidden keys',
    engines: ['terminal', 'page'],
    reason: 'The options getters and showHidden (of plain objects) are not there.',
  },
  {
    behaviour: 'inspect: typed arrays, buffers and views',
    engines: ['terminal', 'page'],
    reason: 'A DataView is shown without its fields.',
  },
  {
    behaviour: 'inspect: colors, sorted, maxArrayLength, maxStringLength, numericSeparator',
    engines: ['terminal', 'page'],
    reason:
      'Logs have no colours; the options colors, numericSeparator, and maxArrayLength for maps and sets are not there.',
  },
  {
    behaviour: 'formatWithOptions: passes its options to inspect',
    engines: ['terminal', 'page'],
    reason: 'Logs have no colours: the option colors is not there.',
  },
  {
    behaviour: 'inspect: URL, Headers, AbortSignal, Event and Blob',
    engines: ['page'],
    reason: 'Headers of Chromium do not keep how their names were written.',
  },
];
