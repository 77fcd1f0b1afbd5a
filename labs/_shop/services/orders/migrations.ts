export const MIGRATIONS: readonly string[] = [
  // What was bought is written down as it was bought: names, prices, and to whom the mail goes.
  `create table orders (
     id integer primary key autoincrement,
     checkout_id text not null unique,
     user_id integer not null,
     email text not null,
     name text not null,
     status text not null check (status in ('pending', 'paid', 'declined')),
     address text not null,
     idempotency_key text,
     placed_at text not null,
     total_cents integer not null,
     payment_reference text,
     unique (user_id, idempotency_key)
   );
   create table order_lines (
     order_id integer not null references orders (id),
     product_id integer not null,
     name text not null,
     price_cents integer not null,
     quantity integer not null check (quantity > 0),
     primary key (order_id, product_id)
   );
   create index orders_of_user on orders (user_id, id desc);
   create index orders_pending on orders (status) where status = 'pending';`,
  // Checkouts that hold a cart or stock of other services; what must be undone survives a crash here.
  `create table checkouts (
     id text primary key,
     user_id integer not null,
     must_undo integer not null default 0
   );
   create table outbox (
     event_id text primary key,
     order_id integer not null references orders (id),
     sent_at text
   );
   create index outbox_unsent on outbox (order_id) where sent_at is null;`,
];
