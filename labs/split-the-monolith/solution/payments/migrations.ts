export const MIGRATIONS: readonly string[] = [
  // An order is one payment: its id is the key.
  `create table payments (
     order_id integer primary key,
     amount_cents integer not null check (amount_cents > 0),
     status text not null check (status in ('pending', 'paid', 'declined')),
     reference text
   );`,
];
