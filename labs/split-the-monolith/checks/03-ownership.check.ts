/**
 * C3: catalogue, orders and mail each have a process of their own; nobody opens a store of another; a product has one writer; and
 * past orders outlive the catalogue's disk. Payments of their own are credited and not required.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, type JudgedPart, type Judgement, type LearnerMessage, pass } from '../../_kit/check.ts';
import { copyMissed, ownerEmptied, writtenTwice } from './catalogue-changes.ts';
import type { RoleName, Roles } from './find-roles.ts';
import { foreignStore } from './foreign-store.ts';
import { keepsThePrice } from './keeps-the-price.ts';
import { MAIL_LIMIT_MS, type OpenShop, openShop } from './open-shop.ts';
import { noMail, stillInOneProcess, type Work } from './ownership-messages.ts';
import { defineShopCheck } from './shop-refused.ts';

const WORK: Readonly<Partial<Record<RoleName, Omit<Work, 'role'>>>> = {
  catalogue: { name: 'the catalogue', does: 'stored what staff changed about a product', lookAt: 'stored' },
  orders: { name: 'orders', does: 'stored an order', lookAt: 'stored' },
  payments: { name: 'payments', does: 'asked the bank for the money', lookAt: 'call' },
  mail: { name: 'mail', does: 'sent the mail', lookAt: 'call' },
};

/** No two of a pair share a process. */
const PAIRS = {
  catalogue: [['catalogue', 'orders']],
  payments: [['payments', 'orders']],
  mail: [
    ['mail', 'orders'],
    ['mail', 'payments'],
  ],
} as const satisfies Record<string, readonly (readonly [RoleName, RoleName])[]>;

const TITLES: Readonly<Record<keyof typeof PAIRS, string>> = {
  catalogue: 'The catalogue has a process and a store of its own',
  payments: 'Payments have a process of their own',
  mail: 'Mail has a process of its own',
};

export default defineShopCheck(async (bench): Promise<Judgement> => {
  const shop = await openShop(bench);
  const { roles } = shop;
  const apart = {
    catalogue: sharing(roles, 'catalogue'),
    payments: sharing(roles, 'payments'),
    mail: sharing(roles, 'mail') ?? (roles.mail ? undefined : noMail(shop.placed, MAIL_LIMIT_MS)),
  };
  const history: JudgedPart = {
    id: 'history',
    title: 'Past orders keep the price that was paid',
    isHeld: await keepsThePrice(bench, shop),
  };
  // What cannot hold in one process need not be tried.
  const owned = foreignStore(bench) ?? apart.catalogue ?? (await ofItsOwn(bench, shop));
  const broken = { ...apart, catalogue: owned };
  const parts = (Object.keys(PAIRS) as (keyof typeof PAIRS)[]).map((id): JudgedPart => ({
    id,
    title: TITLES[id],
    isHeld: broken[id] === undefined && PAIRS[id].flat().every((role) => roles[role] !== undefined),
  }));
  const message = broken.catalogue ?? broken.mail;
  const held = `${parts.filter(({ isHeld }) => isHeld).length} of ${parts.length} parts have a process of their own`;
  const judged = [...parts, history];
  return message ? fail(held, message, judged) : pass(held, judged);
});

async function ofItsOwn(bench: Bench, shop: OpenShop): Promise<LearnerMessage | undefined> {
  const message = writtenTwice(bench, shop) ?? (await copyMissed(bench, shop)) ?? (await ownerEmptied(bench, shop));
  return foreignStore(bench) ?? message;
}

function sharing(roles: Roles, part: keyof typeof PAIRS): LearnerMessage | undefined {
  for (const [one, other] of PAIRS[part]) {
    const [left, right] = [workOf(roles, one), workOf(roles, other)];
    if (left && right && left.role.service === right.role.service) return stillInOneProcess(left, right);
  }
  return undefined;
}

function workOf(roles: Roles, name: RoleName): Work | undefined {
  const [work, role] = [WORK[name], roles[name]];
  return work && role && { ...work, role };
}
