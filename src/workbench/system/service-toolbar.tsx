/**
 * The buttons of one service: a toolbar with one stop for the Tab key, in which the arrows move. Where there are many
 * services each shows one button, and the others when asked.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { ServiceStatus } from '#runtimes/lab-runtime.ts';
import { nextTab } from '../tab-keys.ts';
import type { ViewProps } from '../view-props.ts';
import { isUp } from './service-words.ts';

interface ServiceToolbarProps {
  readonly service: ServiceStatus;
  readonly act: ViewProps['act'];
  /** Whether all buttons are shown from the beginning. */
  readonly hasRoom: boolean;
}

interface ToolbarButton {
  readonly id: string;
  readonly words: string;
  readonly label: string;
  readonly press: () => void;
  readonly isExpanded?: boolean;
}

export function ServiceToolbar({ service, act, hasRoom }: ServiceToolbarProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [current, setCurrent] = useState('first');
  const { name } = service;
  const others: readonly ToolbarButton[] = isUp(service)
    ? [
        { id: 'restart', words: 'Restart', label: `Restart ${name}`, press: () => act?.restartService(name) },
        { id: 'kill', words: 'Kill', label: `Kill ${name}`, press: () => act?.killService(name) },
      ]
    : [];
  const buttons: readonly ToolbarButton[] = [
    isUp(service)
      ? { id: 'first', words: 'Stop', label: `Stop ${name}`, press: () => act?.stopService(name) }
      : { id: 'first', words: 'Start', label: `Start ${name}`, press: () => act?.startService(name) },
    ...(hasRoom || isOpen ? others : []),
    ...(hasRoom || others.length === 0
      ? []
      : [
          {
            id: 'more',
            words: isOpen ? 'Less' : 'More',
            label: `${isOpen ? 'Fewer' : 'More'} buttons for ${name}`,
            press: () => setOpen(!isOpen),
            isExpanded: isOpen,
          },
        ]),
  ];
  const ids = buttons.map(({ id }) => id);
  // A button that is gone leaves the stop to the first.
  const stop = ids.includes(current) ? current : 'first';
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const next = nextTab(ids, stop, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-button="${next}"]`)?.focus();
  };
  return (
    <div class="service-buttons" role="toolbar" aria-label={name} onKeyDown={onKeyDown}>
      {buttons.map(({ id, words, label, press, isExpanded }) => (
        <button
          key={id}
          type="button"
          class={`btn small${id === 'first' ? '' : ' quiet'}`}
          data-button={id}
          aria-label={label}
          aria-expanded={isExpanded}
          title={id === 'kill' ? 'kill -9: at once, in the middle of whatever it does' : undefined}
          tabIndex={id === stop ? 0 : -1}
          onFocus={() => setCurrent(id)}
          onClick={press}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
