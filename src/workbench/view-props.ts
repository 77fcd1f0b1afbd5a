/**
 * What every part of the lab page is given. On the server there are no actions: nothing can be pressed there.
 * @module
 */
import type { WorkbenchActions } from './state/workbench-actions.ts';
import type { WorkbenchState } from './state/workbench-state.ts';

export interface ViewProps {
  readonly state: WorkbenchState;
  readonly act: WorkbenchActions | undefined;
}
