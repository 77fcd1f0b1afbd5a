/**
 * Copies a line of text. On plain http there is no asynchronous clipboard, so the older way is tried as well.
 * @module
 */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { copySelection } from '#platform/copy-selection.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
}

export function CopyButton({ text, label = 'Copy' }: CopyButtonProps): JSX.Element {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');
  const words = { idle: label, copied: 'Copied', refused: 'Select and copy by hand' };
  return (
    <button
      type="button"
      class="btn small"
      onClick={() => void copyText(text).then((isCopied) => setOutcome(isCopied ? 'copied' : 'refused'))}
      onBlur={() => setOutcome('idle')}
    >
      <span aria-live="polite">{words[outcome]}</span>
    </button>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'vh';
    document.body.append(field);
    field.select();
    const isCopied = copySelection();
    field.remove();
    return isCopied;
  }
}
