/**
 * A small form with one field, in the place where it was asked for: what is wrong stands under the field and is read with
 * it; Escape closes.
 * @module
 */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface PathFormProps {
  readonly label: string;
  readonly initial: string;
  /** The words of the button that does it. */
  readonly submit: string;
  /** What keeps a text from being taken, as a sentence. */
  readonly problemOf: (text: string) => string | undefined;
  readonly onSubmit: (text: string) => void;
  readonly onClose: () => void;
  /** What is worth knowing before it is done. */
  readonly children?: ComponentChildren;
}

export function PathForm(props: PathFormProps): JSX.Element {
  const { label, initial, submit, problemOf, onSubmit, onClose, children } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(initial.length, initial.length);
  }, []);

  return (
    <form
      class="path-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = problemOf(text.trim());
        setProblem(wrong);
        if (wrong === undefined) onSubmit(text.trim());
        else field.current?.focus();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="text"
        value={text}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem ${id}-about`}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <p class="problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
      <div class="fine" id={`${id}-about`}>
        {children}
      </div>
      <div class="acts">
        <button type="submit" class="btn small">
          {submit}
        </button>
        <button type="button" class="btn quiet small" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
