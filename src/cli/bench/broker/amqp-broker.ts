/**
 * A broker as the suite sees it: an address of loopback, and a real restart on the same data.
 * @module
 */

export interface AmqpBroker {
  /** `RabbitMQ 3.10.8`, `Ensemble broker` */
  readonly product: string;
  readonly port: number;
  /** The process whose memory is the broker's. */
  readonly pid: number;
  /** Ends the process as an administrator does (SIGTERM) and starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}
