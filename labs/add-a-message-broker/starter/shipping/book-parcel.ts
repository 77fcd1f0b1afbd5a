/** Books a parcel at the carrier, once for each order: whoever asks a second time finds the first. */
import { ServiceClient } from '../lib/service-client.ts';

export interface ParcelOrder {
  readonly id: number;
  readonly address: string;
}

const carrier = new ServiceClient('carrier', process.env.CARRIER_URL ?? 'http://localhost:4003', 2_000);

/** @throws {Problem} 503 `service-unavailable` when the carrier does not answer. */
export async function bookParcel({ id, address }: ParcelOrder, requestId: string): Promise<void> {
  const orderId = String(id);
  const booked = await carrier.call('GET', `/parcels?orderId=${orderId}`, { requestId });
  if (Array.isArray(booked.body) && booked.body.length > 0) return;
  const { status } = await carrier.call('POST', '/parcels', { requestId, body: { orderId, address } });
  if (status >= 300) throw new Error(`the carrier answered ${status} to the parcel of order ${id}`);
}
