/**
 * A connection is not opened. Some clients are told why; to all others the connection is just closed, as RabbitMQ does while it does not
 * trust a client. Pure.
 * @module
 */
export class HandshakeRefusal extends Error {
  override name = 'HandshakeRefusal';
  /** `undefined`: nothing is said. */
  readonly told: { readonly replyCode: number; readonly classId: number; readonly methodId: number } | undefined;

  constructor(replyText: string, told?: HandshakeRefusal['told']) {
    super(replyText);
    this.told = told;
  }
}
