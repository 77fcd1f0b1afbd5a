/**
 * The services that the learner declares: add one, give one another name, remove one. Every button edits the file that
 * declares them; when it cannot be read, this says why and where.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../view-props.ts';
import { AskFirst } from './ask-first.tsx';
import { newService } from './new-service.ts';
import { PathForm } from './path-form.tsx';
import type { DeclaredService, ReadServices } from './services-file.ts';

type Tools = typeof import('./services-file.ts');
type OpenForm = { readonly kind: 'add' } | { readonly kind: 'rename' | 'remove'; readonly name: string };

export function ServicesEditor({ state, act }: ViewProps): JSX.Element {
  const { data, files } = state;
  const { declaredIn = '', entrance = '' } = data;
  const [tools, setTools] = useState<Tools | 'failed'>();
  const [open, setOpen] = useState<OpenForm>();
  const root = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    import('./services-file.ts').then(setTools, () => setTools('failed'));
  }, []);
  const read: ReadServices | undefined = tools && tools !== 'failed' ? tools.readServices(data, files) : undefined;
  const text = files[declaredIn] ?? '';

  const close = (): void => {
    const opener = open?.kind === 'add' ? 'add' : `${open?.kind} ${open?.name}`;
    const { current } = root;
    // A removed or renamed service has lost its buttons: then the one that is always there takes the focus.
    const button = current?.querySelector<HTMLElement>(`[data-form="${CSS.escape(opener)}"]`);
    (button ?? current?.querySelector<HTMLElement>('summary'))?.focus();
    setOpen(undefined);
  };
  const change = (next: string, more: Readonly<Record<string, string>> = {}): void => {
    root.current?.querySelector<HTMLElement>('summary')?.focus();
    setOpen(undefined);
    act?.changeServices({ ...more, [declaredIn]: next });
  };
  /** What would be wrong with the file that an edit makes, in as far as it is not wrong already. */
  const problemOfEdit = (next: string, added: Readonly<Record<string, string>> = {}): string | undefined => {
    if (!tools || tools === 'failed') return undefined;
    const problem = tools.problemOf(data, { ...files, ...added, [declaredIn]: next });
    return problem === undefined || problem.message === read?.problem?.message
      ? undefined
      : `${sentence(problem.message)}.`;
  };

  return (
    <details class="services-editor" ref={root}>
      <summary>Services{read?.canEdit ? ` (${read.services.length})` : ''}</summary>
      {tools === 'failed' && <p class="fine">This list could not be loaded. {declaredIn} can be edited as any file.</p>}
      {read?.problem && (
        <p class="problem">
          {sentence(read.problem.message)}.{' '}
          <button type="button" class="link" onClick={() => read.problem && act?.showSource(read.problem.at)}>
            {read.problem.at.file}, line {read.problem.at.line}, column {read.problem.at.column}
          </button>
          {!read.canEdit && ' Until then services can only be changed in the file.'}
        </p>
      )}
      {tools && tools !== 'failed' && read?.canEdit && (
        <>
          <ul aria-label="Declared services">
            {read.services.map((service) => (
              <li key={service.name}>
                <ServiceName service={service} state={state} act={act} />
                {service.name === entrance ? (
                  <small>customers come here</small>
                ) : (
                  <span class="acts">
                    {(['rename', 'remove'] as const).map((kind) => (
                      <button
                        key={kind}
                        type="button"
                        class="btn quiet small"
                        data-form={`${kind} ${service.name}`}
                        aria-label={`${kind === 'rename' ? 'Rename' : 'Remove'} the service ${service.name}`}
                        onClick={() => setOpen({ kind, name: service.name })}
                      >
                        {kind === 'rename' ? 'Rename' : 'Remove'}
                      </button>
                    ))}
                  </span>
                )}
                {open?.kind === 'rename' && open.name === service.name && (
                  <PathForm
                    label={`New name of ${service.name}`}
                    initial={service.name}
                    submit="Rename"
                    problemOf={(name) =>
                      name === service.name
                        ? 'This is its name already.'
                        : problemOfEdit(tools.withServiceRenamed(text, service.name, name))
                    }
                    onSubmit={(name) => change(tools.withServiceRenamed(text, service.name, name))}
                    onClose={close}
                  >
                    <MentionedIn host={service.name} files={files} />
                    <p>The disk belongs to the name: under a new one the service begins with an empty disk.</p>
                  </PathForm>
                )}
                {open?.kind === 'remove' && open.name === service.name && (
                  <AskFirst
                    label={`Remove the service ${service.name}`}
                    verb="Remove the service"
                    onDo={() => change(tools.withoutService(text, service.name))}
                    onClose={close}
                  >
                    <MentionedIn host={service.name} files={files} />
                    <p>Its files stay; undo brings the service back.</p>
                  </AskFirst>
                )}
              </li>
            ))}
          </ul>
          <button type="button" class="btn quiet small" data-form="add" onClick={() => setOpen({ kind: 'add' })}>
            Add a service
          </button>
          {open?.kind === 'add' && (
            <PathForm
              label="Name of the new service"
              initial=""
              submit="Add the service"
              problemOf={(name) => {
                const entry = `${name}/main.ts`;
                return problemOfEdit(tools.withService(text, name, entry), { [entry]: '' });
              }}
              onSubmit={(name) => {
                const entry = `${name}/main.ts`;
                const isThere = entry in files;
                change(tools.withService(text, name, entry), isThere ? {} : { [entry]: newService(name) });
                act?.showFile(entry);
              }}
              onClose={close}
            >
              Others reach it as http:// and its name. It starts with a file of its own, main.ts in a folder of that
              name.
            </PathForm>
          )}
        </>
      )}
    </details>
  );
}

function ServiceName({
  service: { name, entry },
  state,
  act,
}: ViewProps & { readonly service: DeclaredService }): JSX.Element {
  if (entry === undefined || !(entry in state.files)) return <b>{name}</b>;
  return (
    <button type="button" class="link" title={entry} onClick={() => act?.showFile(entry)}>
      <b>{name}</b>
    </button>
  );
}

/** Files in which the host is called by name; they are the learner's to change. */
function MentionedIn({
  host,
  files,
}: {
  readonly host: string;
  readonly files: ViewProps['state']['files'];
}): JSX.Element {
  const isCalled = (text: string): boolean =>
    text
      .split(`http://${host}`)
      .slice(1)
      .some((rest) => !/^[\w.-]/.test(rest));
  const named = Object.keys(files).filter((path) => isCalled(files[path] ?? ''));
  if (named.length === 0) return <p>No file calls http://{host}.</p>;
  return (
    <p>
      http://{host} stands in {named.join(', ')}, and stays there until it is changed.
    </p>
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
