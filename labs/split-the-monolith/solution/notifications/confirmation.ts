/** The mail that confirms a paid order. */

export interface PaidOrder {
  readonly totalCents: number;
  readonly lines: readonly { readonly name: string; readonly priceCents: number; readonly quantity: number }[];
}

export function confirmation(name: string, order: PaidOrder): string {
  const lines = order.lines.map((line) => `${line.quantity} × ${line.name}, ${inEuros(line.priceCents)} each`);
  return [`Dear ${name},`, 'thank you for your order.', ...lines, `Total: ${inEuros(order.totalCents)}`].join('\n');
}

const inEuros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;
