export const MIGRATIONS: readonly string[] = [
  `create table payments (
     idempotency_key text primary key,
     order_id integer not null unique,
     amount_cents integer not null check (amount_cents > 0),
     status text not null check (status in ('pending', 'paid', 'declined')),
     reference text
   );`,
];
