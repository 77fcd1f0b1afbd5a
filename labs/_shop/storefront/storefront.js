/**
 * The storefront: shows what the shop's public routes answer, and which program answered. Runs in the page, without a framework.
 * @module
 */
import { lineRows, orderItem, productItem } from './show.js';

const MOST_ANSWERS = 30;
const TOKEN = 'shop-token';

const byId = (id) => document.getElementById(id);
const state = { token: sessionStorage.getItem(TOKEN), user: undefined, orderKey: undefined };

/** A refusal of the shop, in its own words. */
class Refusal extends Error {
  constructor(status, { code, detail }) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

function tell(sentence, isRefused = false) {
  byId('notice').textContent = sentence;
  byId('notice').classList.toggle('refused', isRefused);
}

async function ask(method, path, body, headers = {}) {
  const startedMs = performance.now();
  const answer = await fetch(path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(state.token && { authorization: `Bearer ${state.token}` }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  record(`${method} ${path}`, answer, Math.round(performance.now() - startedMs));
  const value = text === '' ? undefined : JSON.parse(text);
  if (!answer.ok) throw new Refusal(answer.status, value);
  return value;
}

function record(request, answer, ms) {
  const program = document.createElement('span');
  program.className = 'program';
  program.textContent = answer.headers.get('x-served-by') ?? '?';
  const row = byId('answers').insertRow(0);
  row.classList.toggle('refused', !answer.ok);
  row.insertCell().textContent = request;
  row.insertCell().textContent = answer.status;
  row.insertCell().append(program);
  const took = row.insertCell();
  took.className = 'number';
  took.textContent = ms;
  while (byId('answers').rows.length > MOST_ANSWERS) byId('answers').deleteRow(-1);
}

async function showCatalogue() {
  const search = new FormData(byId('search')).get('search');
  const query = search === '' ? '' : `?search=${encodeURIComponent(search)}`;
  const [{ products }, { stock }] = await Promise.all([ask('GET', `/products${query}`), ask('GET', '/stock')]);
  const available = new Map(stock.map((entry) => [entry.productId, entry.available]));
  const items = products.map((product) =>
    productItem(product, available.get(product.id) ?? 0, {
      onPut: state.user ? () => put(product) : undefined,
      onChange: state.user?.role === 'staff' ? (change) => changeProduct(product.id, change) : undefined,
    }),
  );
  byId('products').replaceChildren(...items);
}

function showCart(cart) {
  const rows = lineRows(cart, (line, quantity) =>
    act(async () => {
      showCart(await ask('PUT', `/cart/items/${line.productId}`, { quantity }));
      tell(quantity === 0 ? `${line.name} is out of the cart.` : `${quantity} × ${line.name} in the cart.`);
    }),
  );
  byId('cart-lines').replaceChildren(rows);
  byId('checkout').hidden = cart.lines.length === 0;
}

async function showOrders() {
  const { orders } = await ask('GET', '/orders');
  const items = orders.map(orderItem);
  if (items.length === 0) items.push(Object.assign(document.createElement('li'), { textContent: 'None yet.' }));
  byId('order-list').replaceChildren(...items);
}

/** Everything that belongs to whoever is signed in. */
async function showAll() {
  if (state.token && !state.user) state.user = await ask('GET', '/users/me').catch(forget);
  const { user } = state;
  byId('who').textContent = user ? user.name : 'Not signed in';
  byId('sign-out').hidden = !user;
  byId('account').hidden = Boolean(user);
  byId('cart').hidden = !user;
  byId('orders').hidden = !user;
  await showCatalogue();
  if (!user) return;
  showCart(await ask('GET', '/cart'));
  await showOrders();
}

/** A token that the shop does not take any more. Anything else is an outage, and the token may still be good. */
function forget(error) {
  if (error.status !== 401) throw error;
  state.token = undefined;
  sessionStorage.removeItem(TOKEN);
}

const put = (product) =>
  act(async () => {
    const { lines } = await ask('GET', '/cart');
    const quantity = 1 + (lines.find(({ productId }) => productId === product.id)?.quantity ?? 0);
    showCart(await ask('PUT', `/cart/items/${product.id}`, { quantity }));
    tell(`${quantity} × ${product.name} in the cart.`);
  });

const changeProduct = (id, { priceCents, available }) =>
  act(async () => {
    const product = await ask('PATCH', `/products/${id}`, { priceCents });
    await ask('PUT', `/stock/${id}`, { available });
    await showAll();
    tell(`${product.name} was changed.`);
  });

async function signIn({ email, password, name }, isNew) {
  if (isNew) await ask('POST', '/users', { email, password, name });
  const { token, user } = await ask('POST', '/sessions', { email, password });
  Object.assign(state, { token, user });
  sessionStorage.setItem(TOKEN, token);
  await showAll();
  tell(`Signed in as ${user.name}.`);
}

async function signOut() {
  await ask('DELETE', '/sessions').catch(forget);
  sessionStorage.removeItem(TOKEN);
  Object.assign(state, { token: undefined, user: undefined });
  await showAll();
  tell('Signed out.');
}

async function placeOrder({ address }) {
  // One key a purchase: after an outage the same button asks for the same order, not for another.
  state.orderKey ??= crypto.randomUUID();
  const headers = { 'idempotency-key': state.orderKey };
  const outcome = await ask('POST', '/orders', { address }, headers).catch((error) => error);
  const isDecided = !(outcome instanceof Error) || (outcome instanceof Refusal && outcome.status < 500);
  if (isDecided) state.orderKey = undefined;
  await showCatalogue();
  await showOrders();
  showCart(await ask('GET', '/cart'));
  if (outcome instanceof Error) throw outcome;
  tell(`Order ${outcome.id} is paid. A mail is on its way.`);
}

/** Does one thing after the other; what goes wrong is said in the shop's words. */
let doing = Promise.resolve();
function act(work) {
  doing = doing.then(work).catch((error) => {
    tell(error instanceof Refusal ? error.message : 'The shop cannot be reached.', true);
  });
  return doing;
}

const onSubmit = (id, work) =>
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target, event.submitter));
    void act(() => work(fields));
  });

onSubmit('search', showCatalogue);
onSubmit('credentials', (fields) => signIn(fields, fields.intent === 'register'));
onSubmit('checkout', placeOrder);
byId('search').addEventListener('input', () => void act(showCatalogue));
byId('sign-out').addEventListener('click', () => void act(signOut));
void act(showAll);
