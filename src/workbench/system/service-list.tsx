/**
 * The services with their state and address, and the buttons that start, stop and kill them; also what kept one from
 * starting.
 * @module
 */
import type { JSX } from 'preact';
import type { FileProblem } from '#runtimes/lab-runtime.ts';
import { learnersServices } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';
import { ServiceToolbar } from './service-toolbar.tsx';
import { addressWords, isUp, stateWords } from './service-words.ts';

/** With more services than this, each shows one button until it is asked for the others. */
const roomyCount = 3;

export function ServiceList({ state, act }: ViewProps): JSX.Element {
  const isAsleep = state.services.every((service) => service.state === 'stopped');
  const own = learnersServices(state);
  return (
    <div class="services">
      <ul aria-label="Services">
        {state.services.map((service) => (
          <li key={service.name}>
            <span class="service-name">
              <b>{service.name}</b> <span class="num">{stateWords(service)}</span>{' '}
              <span class="service-address">{addressWords(service)}</span>
            </span>
            {!isAsleep && own.includes(service) && (
              <ServiceToolbar service={service} act={act} hasRoom={own.length <= roomyCount} />
            )}
          </li>
        ))}
      </ul>
      {isAsleep && (
        <button
          type="button"
          class="btn small"
          disabled={state.engine.kind === 'opening'}
          onClick={() => act?.startServices()}
        >
          {state.engine.kind === 'opening' ? 'Starting the services' : 'Start the services'}
        </button>
      )}
      {!isAsleep && own.length > 1 && (
        <p class="services-all">
          <button type="button" class="btn small" disabled={own.every(isUp)} onClick={() => act?.startServices()}>
            Start all
          </button>
          <button type="button" class="btn small" disabled={!own.some(isUp)} onClick={() => act?.stopServices()}>
            Stop all
          </button>
        </p>
      )}
      {state.engine.kind === 'failed' && (
        <div class="trouble" role="alert">
          <p>
            <strong>{state.engine.message}</strong>
          </p>
          <p>{state.engine.hint}</p>
        </div>
      )}
      {state.problems.map((problem, index) => (
        <div class="trouble" role="alert" key={index}>
          <p>
            <strong>{problem.service}</strong> {predicate(problem)}
          </p>
          {problem.at && (
            <p>
              <button type="button" class="link" onClick={() => problem.at && act?.showSource(problem.at)}>
                <code>{problem.at.file}</code>, line {problem.at.line}, column {problem.at.column}
              </button>
            </p>
          )}
        </div>
      ))}
    </div>
  );
}

/** The rest of a sentence that begins with the service's name. */
function predicate({ service, kind, message }: FileProblem): string {
  if (message.startsWith(`${service} `)) return message.slice(service.length + 1);
  return kind === 'syntax' ? `could not be read: ${message}` : `ended: ${message}`;
}
