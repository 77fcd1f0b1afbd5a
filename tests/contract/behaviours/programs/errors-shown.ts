class PaymentError extends Error {
  readonly status = 402;
  override readonly name = 'PaymentError';
}
const first = (error: unknown) => String((error as Error).stack).split('\n')[0];
console.log(first(new PaymentError('refused')), first(new TypeError('wrong')));
try {
  (null as unknown as { x: number }).x;
} catch (error) {
  console.log((error as Error).message, error instanceof TypeError);
}
console.log(String(new AggregateError([new Error('a')], 'many')), new Error('x', { cause: 'y' }).cause);
const { stack } = new Error('here');
console.log(/main\.ts|errors-shown\.ts:\d+:\d+/.test(String(stack)));
