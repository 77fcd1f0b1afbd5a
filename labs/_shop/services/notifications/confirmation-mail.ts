/** The mail that confirms a paid order. */

export interface PaidOrder {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly totalCents: number;
  readonly lines: readonly { readonly name: string; readonly priceCents: number; readonly quantity: number }[];
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly orderId: number;
}

export function confirmationMail({ id, email, name, totalCents, lines }: PaidOrder): Mail {
  const listed = lines.map((line) => `${line.quantity} × ${line.name}, ${inEuros(line.priceCents)} each`);
  const text = [`Dear ${name},`, 'thank you for your order.', ...listed, `Total: ${inEuros(totalCents)}`].join('\n');
  return { to: email, subject: `Your order ${id}`, text, orderId: id };
}

const inEuros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;
