/** What `PUT /confirmations/:orderId` takes. The same order again is the same mail; 202 says that it will be sent. */
export interface Confirmation {
  readonly email: string;
  readonly name: string;
  readonly order: {
    readonly totalCents: number;
    readonly lines: readonly { readonly name: string; readonly priceCents: number; readonly quantity: number }[];
  };
}
