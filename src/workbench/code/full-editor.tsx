/**
 * The full editor: Monaco, fetched when it is first drawn. Until it stands, the static code stands in its place.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EditorProps } from './editor-props.ts';
import type { MountedEditor } from './monaco/mount-monaco.ts';
import { PlainEditor } from './plain-editor.tsx';
import { StaticCode } from './static-code.tsx';

export function FullEditor(props: EditorProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [mounted, setMounted] = useState<MountedEditor | 'failed'>();

  useEffect(() => {
    let isGone = false;
    let editor: MountedEditor | undefined;
    import('./monaco/mount-monaco.ts')
      .then(({ mountMonaco }) => mountMonaco(host.current as HTMLElement, () => latest.current))
      .then(
        (created) => {
          editor = created;
          if (isGone) created.dispose();
          else setMounted(created);
        },
        (error: unknown) => {
          // The plain editor takes over and the learner can go on; whoever maintains the course needs the cause.
          console.error('Cannot open the full editor', error);
          if (!isGone) setMounted('failed');
        },
      );
    return () => {
      isGone = true;
      editor?.dispose();
    };
  }, []);

  // Focus can only go to what is visible, so it follows the drawing that shows the editor.
  useEffect(() => {
    if (mounted && mounted !== 'failed') mounted.focus();
  }, [mounted]);

  useEffect(() => {
    if (mounted && mounted !== 'failed') mounted.show(props);
  });

  if (mounted === 'failed') {
    return (
      <>
        <p class="editor-note" role="status">
          The full editor could not be loaded; this is the plain one.
        </p>
        <PlainEditor {...props} />
      </>
    );
  }
  return (
    <>
      <div ref={host} class={mounted ? 'monaco-host is-ready' : 'monaco-host'} />
      {!mounted && <StaticCode text={props.files[props.path] ?? ''} label={props.label} notes={props.notes} />}
    </>
  );
}
