/**
 * Who the customers of one run are: addresses, names and keys as people have them, chosen by the seed.
 * @module
 */
import type { SeededChoice } from '../../_kit/bench.ts';
import type { Choose } from './golden-values.ts';

const GIVEN_NAMES = ['Clara', 'José', 'Zoë', 'Robert', 'René', '美香', 'Fanny'];
const FAMILY_NAMES = ["O'Neill", 'Müller', 'Smith', 'García', 'van den Berg', 'Schröder'];
const STREETS = ['Stage Door', 'Harbour Road', 'Café Lane', 'Crêpe Corner', 'Ludwig Square'];
const CITIES = ['Hamburg', 'Zürich', 'Paris', 'Aarhus', 'Düsseldorf'];
const DOMAINS = ['shop.example', 'mail.example', 'post.example'];
/** None of them is looked for by another request. */
const LABELS = ['Walnut', 'Marigold', 'Northern', 'Quartet', 'Évora'];

export function seededIdentity(choose: SeededChoice): Choose {
  return (kind, name) => {
    const label = `${kind} of ${name}`;
    const number = choose.integer(label, 1, 9_999);
    switch (kind) {
      case 'email':
        return `${name}+${number}@${choose.pick(`domain of ${name}`, DOMAINS)}`;
      case 'name':
        return `${choose.pick(`given ${name}`, GIVEN_NAMES)} ${choose.pick(`family ${name}`, FAMILY_NAMES)} ${number}`;
      case 'address':
        return `${number} ${choose.pick(`street of ${name}`, STREETS)}, ${choose.pick(`city of ${name}`, CITIES)}`;
      case 'key':
        return `${name}/${number}~"${choose.fraction(`key of ${name}`).toString(36).slice(2)}"?a=b&c`;
      case 'label':
        return `${choose.pick(`label of ${name}`, LABELS)} ${number} ${name}`;
    }
  };
}
