/** Every version of the schema, oldest first. What has run somewhere is never changed; a change is a new one. */
export const MIGRATIONS: readonly string[] = [
  `create table users (
     id integer primary key,
     email text not null unique collate nocase,
     name text not null,
     password_hash text not null,
     role text not null check (role in ('customer', 'staff')),
     created_at text not null
   );
   create table sessions (
     token_hash text primary key,
     user_id integer not null references users (id),
     expires_at text not null
   );
   create table products (
     id integer primary key,
     name text not null,
     description text not null,
     price_cents integer not null check (price_cents > 0)
   );
   create table stock (
     product_id integer primary key references products (id),
     available integer not null check (available >= 0)
   );
   create table cart_items (
     user_id integer not null references users (id),
     product_id integer not null references products (id),
     quantity integer not null check (quantity > 0),
     primary key (user_id, product_id)
   );
   create table orders (
     id integer primary key autoincrement,
     user_id integer not null references users (id),
     status text not null check (status in ('pending', 'paid', 'declined')),
     address text not null,
     idempotency_key text,
     placed_at text not null,
     unique (user_id, idempotency_key)
   );
   create table order_lines (
     order_id integer not null references orders (id),
     product_id integer not null references products (id),
     quantity integer not null check (quantity > 0),
     primary key (order_id, product_id)
   );
   create table payments (
     id integer primary key,
     order_id integer not null unique references orders (id),
     amount_cents integer not null check (amount_cents > 0),
     status text not null check (status in ('pending', 'paid', 'declined')),
     reference text
   );
   create table emails (
     id integer primary key,
     user_id integer not null references users (id),
     order_id integer not null references orders (id),
     subject text not null,
     status text not null check (status in ('sent', 'failed')),
     tried_at text not null
   );`,
  // History reads the newest orders of one customer; pending ones are settled at the start.
  `create index orders_of_user on orders (user_id, id desc);
   create index orders_pending on orders (status) where status = 'pending';`,
];
