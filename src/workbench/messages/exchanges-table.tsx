/**
 * The exchanges, and which key leads to which queue.
 * @module
 */
import type { JSX } from 'preact';
import type { BrokerExchange } from './broker-objects.ts';

export function ExchangesTable({ exchanges }: { readonly exchanges: readonly BrokerExchange[] }): JSX.Element {
  return (
    <section aria-labelledby="messages-exchanges">
      <h3 id="messages-exchanges">Exchanges</h3>
      {exchanges.length === 0 ? (
        <p class="fine">
          Nobody has declared an exchange. Without one, a message goes to the queue that its key names.
        </p>
      ) : (
        <div class="messages-scroll" tabIndex={0} role="region" aria-label="Table of exchanges">
          <table data-part="exchanges">
            <thead>
              <tr>
                <th scope="col">Exchange</th>
                <th scope="col">Type</th>
                <th scope="col">Durable</th>
                <th scope="col">A message with this key goes to</th>
              </tr>
            </thead>
            <tbody>
              {exchanges.map(({ broker, name, type, isDurable, bindings }) => (
                <tr key={`${broker} ${name}`}>
                  <th scope="row">{name === '' ? 'default exchange' : name}</th>
                  <td>{type}</td>
                  <td>{isDurable ? 'yes' : 'no'}</td>
                  <td class="is-long">
                    {bindings.length === 0 ? (
                      'nobody: no queue is bound to it'
                    ) : (
                      <ul>
                        {bindings.map(({ destination, destinationKind, routingKey }) => (
                          <li key={`${destinationKind} ${destination} ${routingKey}`}>
                            <code>{routingKey === '' ? '(no key)' : routingKey}</code> → {destinationKind} {destination}
                          </li>
                        ))}
                      </ul>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
