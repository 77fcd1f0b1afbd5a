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
  // An order line is what was bought, under the name and at the price of that day. Orders placed before get those of today:
  // the older ones were never written down.
  `create table order_lines_as_bought (
     order_id integer not null references orders (id),
     product_id integer not null,
     name text not null,
     price_cents integer not null check (price_cents > 0),
     quantity integer not null check (quantity > 0),
     primary key (order_id, product_id)
   );
   insert into order_lines_as_bought
     select order_lines.order_id, products.id, products.name, products.price_cents, order_lines.quantity
     from order_lines join products on products.id = order_lines.product_id;
   drop table order_lines;
   alter table order_lines_as_bought rename to order_lines;`,
  // The catalogue is the product service's. Stock and carts keep the ids of products, and no foreign key to them.
  `create table stock_alone (
     product_id integer primary key,
     available integer not null check (available >= 0)
   );
   insert into stock_alone select product_id, available from stock;
   drop table stock;
   alter table stock_alone rename to stock;
   create table cart_items_alone (
     user_id integer not null references users (id),
     product_id integer not null,
     quantity integer not null check (quantity > 0),
     primary key (user_id, product_id)
   );
   insert into cart_items_alone select user_id, product_id, quantity from cart_items;
   drop table cart_items;
   alter table cart_items_alone rename to cart_items;
   drop table products;`,
  // Payments are the payment service's. An order keeps what was asked for and the reference of the bank.
  `alter table orders add column amount_cents integer not null default 0;
   alter table orders add column payment_reference text;
   update orders set (amount_cents, payment_reference) =
     (select amount_cents, reference from payments where payments.order_id = orders.id);
   drop table payments;`,
  // Mails are the notification service's. An order waits here until it was told about; those whose mail failed are told now.
  `create table mail_outbox (order_id integer primary key references orders (id));
   insert into mail_outbox select order_id from emails group by order_id having max(status = 'sent') = 0;
   drop table emails;`,
  `create table order_keys (user_id integer not null, key text not null, order_id integer not null, primary key (user_id, key));`,
];
