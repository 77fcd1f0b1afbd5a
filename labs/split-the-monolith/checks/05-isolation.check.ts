/**
 * C5: without mail orders are placed and the mails come later; without the catalogue past orders are shown as they were bought,
 * nobody waits long, and what cannot be answered is refused as that.
 * @module
 */
import { fail, inconclusive, type Judgement, pass } from '../../_kit/check.ts';
import { openShop } from './open-shop.ts';
import { defineShopCheck } from './shop-refused.ts';
import { withoutCatalogue } from './without-catalogue.ts';
import { withoutMail } from './without-mail.ts';

export default defineShopCheck(async (bench): Promise<Judgement> => {
  const shop = await openShop(bench);
  const { mail, catalogue } = shop.roles;
  if (!mail) return inconclusive('Nobody sent a mail for an order that was paid, so there is nobody to be without.');
  if (!catalogue) return inconclusive('Nobody stored what staff changed, so there is no catalogue to be without.');
  const ofMail = await withoutMail(bench, shop, mail.service);
  if (ofMail) return fail('0 of 2 services could be away', ofMail);
  const ofCatalogue = await withoutCatalogue(bench, shop, catalogue.service);
  if (ofCatalogue) return fail(`1 of 2 services could be away: \`${mail.service}\``, ofCatalogue);
  return pass(`\`${mail.service}\` and \`${catalogue.service}\` were away, and the rest of the shop was not`);
});
