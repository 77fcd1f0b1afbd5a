/**
 * What a page says that is not isolated: which headers its host would have to send, what a helper in this browser can do about it,
 * and where to go on without either.
 * @module
 */
import type { JSX } from 'preact';
import { Notice } from './notice.tsx';
import type { HelperState } from './isolation-helper.ts';

interface NoticeProps {
  readonly helper: HelperState;
  /** The lab page. */
  readonly lab: string;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
  readonly onReload: () => void;
}

export function IsolationNotice(props: NoticeProps): JSX.Element {
  return (
    <Notice head="A WebContainer cannot start on this host.">
      <p>
        It needs shared memory, and browsers give it only to pages that are cross-origin isolated. Whoever hosts the
        course sends everything in this page's folder over https with two headers, as its README says under “Host it for
        a class”:
      </p>
      <pre>
        <code>{'Cross-Origin-Opener-Policy: same-origin\nCross-Origin-Embedder-Policy: require-corp'}</code>
      </pre>
      <Helper {...props} />
      <p>
        Everything else of the lab works without them: <a href={props.lab}>run the checks in the page instead</a>.
      </p>
    </Notice>
  );
}

function Helper({ helper, onAdd, onRemove, onReload }: NoticeProps): JSX.Element | null {
  switch (helper.kind) {
    case 'offered':
    case 'starting':
      return (
        <>
          <p>
            Where nobody can change the host, a helper can add them: a service worker of this course, which stays in
            this browser, sees this page and its frame alone, and is removed here with one press.
          </p>
          <p>
            <button type="button" class="btn" disabled={helper.kind === 'starting'} onClick={onAdd}>
              Add the helper and load this page again
            </button>
          </p>
        </>
      );
    case 'impossible':
      return (
        <p>
          A helper in this browser could add them, but there are no service workers here: the browser is too old, this
          is a private window, or the address does not begin with https.
        </p>
      );
    case 'failed':
      return (
        <p>
          The helper that could add them did not start: {helper.reason}. Private windows and strict settings forbid
          service workers; another window may allow them.
        </p>
      );
    case 'useless':
      return (
        <>
          <p>
            The helper that adds them is in this browser, and this page came without them all the same. A page that was
            loaded past it, as with Shift and reload, has to be loaded again. When that does not help, this browser
            takes no such headers from a service worker.
          </p>
          <p class="acts">
            <button type="button" class="btn" onClick={onReload}>
              Load this page again
            </button>
            <button type="button" class="btn" onClick={onRemove}>
              Remove the helper
            </button>
          </p>
        </>
      );
    case 'not-needed':
    case 'active':
      return null;
  }
}

/** It has done its work, and can be removed. */
export function HelperFoot({ onRemove }: Pick<NoticeProps, 'onRemove'>): JSX.Element {
  return (
    <p class="fine helper-foot">
      The host does not send the headers that a WebContainer needs. A helper in this browser adds them to this page.{' '}
      <button type="button" class="btn small" onClick={onRemove}>
        Remove the helper
      </button>
    </p>
  );
}
