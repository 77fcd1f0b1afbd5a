/** Behaviours of the area `util` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'parseArgs: options, positionals, defaults and negation',
    engines: ['terminal', 'page'],
    reason: 'A service has no command line in the simulation: parseArgs is not there.',
  },
  {
    behaviour: 'parseArgs: mistakes have codes',
    engines: ['terminal', 'page'],
    reason: 'A service has no command line in the simulation: parseArgs is not there.',
  },
  {
    behaviour: 'parseArgs: tokens tell where everything stood',
    engines: ['terminal', 'page'],
    reason: 'A service has no command line in the simulation: parseArgs is not there.',
  },
  {
    behaviour: 'MIMEType: parses, changes and prints',
    engines: ['terminal', 'page'],
    reason: 'MIMEType is experimental in Node and not there in the simulation.',
  },
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
