/**
 * The services with their state and the buttons that start and kill them; also what kept one from starting.
 * @module
 */
import type { JSX } from 'preact';
import type { FileProblem, ServiceStatus } from '#runtimes/lab-runtime.ts';
import type { ViewProps } from '../view-props.ts';

export function ServiceList({ state, act }: ViewProps): JSX.Element {
  const isAsleep = state.services.every((service) => service.state === 'stopped');
  return (
    <div class="services">
      <ul aria-label="Services">
        {state.services.map((service) => (
          <li key={service.name}>
            <span>
              <b>{service.name}</b> <span class="num">{stateWords(service)}</span>
            </span>
            {!isAsleep && state.data.services.includes(service.name) && <ServiceButton service={service} act={act} />}
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

function stateWords({ state, listening, ending }: ServiceStatus): string {
  if (state === 'running') return listening ? 'running' : 'running, not listening';
  if (state === 'exited') return ending === undefined ? 'ended' : `ended: ${ending}`;
  return state === 'starting' ? 'starting' : 'not started';
}

function ServiceButton({
  service,
  act,
}: {
  readonly service: ServiceStatus;
  readonly act: ViewProps['act'];
}): JSX.Element {
  return service.state === 'running' || service.state === 'starting' ? (
    <button
      type="button"
      class="btn small"
      aria-label={`Kill ${service.name}`}
      onClick={() => act?.killService(service.name)}
    >
      Kill
    </button>
  ) : (
    <button
      type="button"
      class="btn small"
      aria-label={`Start ${service.name}`}
      onClick={() => act?.startService(service.name)}
    >
      Start
    </button>
  );
}
