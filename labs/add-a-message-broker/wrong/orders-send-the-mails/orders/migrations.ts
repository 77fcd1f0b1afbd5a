export const MIGRATIONS: readonly string[] = [
  `create table stock (
     sku text primary key,
     name text not null,
     price_cents integer not null,
     available integer not null check (available >= 0)
   );
   insert into stock values
     ('mug', 'Mug', 1290, 100000),
     ('lamp', 'Lamp', 4900, 100000),
     ('chair', 'Chair', 18900, 100000),
     ('last-piece', 'Poster, signed', 2500, 1);
   create table orders (
     id integer primary key autoincrement,
     email text not null,
     address text not null,
     sku text not null references stock (sku),
     name text not null,
     quantity integer not null check (quantity > 0),
     total_cents integer not null,
     placed_at text not null
   );`,
  // What the broker has not confirmed yet.
  `create table outbox (
     order_id integer primary key references orders (id)
   );`,
  'create table mails (order_id integer primary key references orders (id));',
];
