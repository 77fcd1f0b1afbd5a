export const MIGRATIONS: readonly string[] = [
  // Name and price are a copy, as the catalogue last said: shown when it does not answer.
  `create table cart_items (
     user_id integer not null,
     product_id integer not null,
     name text not null,
     price_cents integer not null,
     quantity integer not null check (quantity > 0),
     primary key (user_id, product_id)
   );
   create table taken_carts (
     checkout_id text primary key,
     user_id integer not null,
     status text not null check (status in ('taken', 'returned'))
   );
   create table taken_items (
     checkout_id text not null references taken_carts (checkout_id),
     product_id integer not null,
     name text not null,
     price_cents integer not null,
     quantity integer not null,
     primary key (checkout_id, product_id)
   );`,
  `create table product_copies (id integer primary key, name text not null, price_cents integer not null);`,
];
