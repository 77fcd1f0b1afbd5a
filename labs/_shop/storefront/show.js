/**
 * Turns what the shop answers into elements. Runs in the page; asks nobody.
 * @module
 */
const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
const show = (cents) => euros.format(cents / 100);

/** Text is set as text, so that a product called `<script>` is a product. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function numberField(label, name, value, step) {
  return element('label', {}, label, element('input', { type: 'number', name, value, step, min: 0, required: true }));
}

/** @param actions What the visitor may do; `undefined` what not. */
export function productItem({ name, description, priceCents }, available, { onPut, onChange }) {
  const button = element('button', { type: 'button', textContent: 'Put in the cart', onclick: onPut });
  button.disabled = !onPut || available === 0;
  button.setAttribute('aria-label', `Put in the cart: ${name}`);
  const stock = available === 0 ? 'Sold out' : `${available} in stock`;
  const item = element(
    'li',
    {},
    element('h2', { textContent: name }),
    element('span', { className: 'price', textContent: show(priceCents) }),
    element('p', {}, `${description}. `, element('span', { className: 'stock', textContent: stock })),
    button,
  );
  if (onChange) item.append(staffForm({ name, priceCents, available }, onChange));
  return item;
}

function staffForm({ name, priceCents, available }, onChange) {
  const form = element(
    'form',
    {},
    numberField('Price in euros', 'price', (priceCents / 100).toFixed(2), '0.01'),
    numberField('In stock', 'available', available, '1'),
    element('button', { textContent: 'Change' }),
  );
  form.setAttribute('aria-label', `Change ${name}`);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    void onChange({
      priceCents: Math.round(Number(fields.get('price')) * 100),
      available: Number(fields.get('available')),
    });
  });
  return element('div', { className: 'staff' }, form);
}

/** @param onQuantity Called with the line and its new quantity; 0 removes it. */
export function lineRows({ lines, totalCents }, onQuantity) {
  if (lines.length === 0) return element('p', { textContent: 'Nothing yet.' });
  const body = element('tbody');
  for (const line of lines) {
    const quantity = element('input', { type: 'number', min: 0, max: 99, value: line.quantity });
    quantity.setAttribute('aria-label', `Quantity of ${line.name}`);
    quantity.addEventListener('change', () => void onQuantity(line, Number(quantity.value)));
    const row = body.insertRow();
    row.append(
      element('td', { textContent: line.name }),
      element('td', {}, quantity),
      element('td', { className: 'total', textContent: show(line.priceCents * line.quantity) }),
    );
  }
  const total = element('tr', {}, element('th', { scope: 'row', colSpan: 2, textContent: 'Total' }));
  total.append(element('td', { className: 'total', textContent: show(totalCents) }));
  return element('table', {}, body, element('tfoot', {}, total));
}

export function orderItem({ id, status, address, placedAt, totalCents, lines, payment }) {
  const listed = lines.map(({ name, priceCents, quantity }) => `${quantity} × ${name}, ${show(priceCents)}`);
  const title = element('h3', {}, `Order ${id} `, element('span', { className: 'status', textContent: status }));
  const asked = payment.amountCents === totalCents ? '' : `, the bank was asked for ${show(payment.amountCents)}`;
  return element(
    'li',
    {},
    title,
    element('p', { textContent: listed.join('; ') }),
    element('p', { textContent: `Total ${show(totalCents)}${asked}` }),
    element('p', { textContent: `${new Date(placedAt).toLocaleString('en-GB')}, to ${address}` }),
  );
}
