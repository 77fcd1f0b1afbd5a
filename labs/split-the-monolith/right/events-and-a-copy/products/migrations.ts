export const MIGRATIONS: readonly string[] = [
  `create table products (
     id integer primary key,
     name text not null,
     description text not null,
     price_cents integer not null check (price_cents > 0)
   );`,
  // Each change of a product is a version of it; the outbox holds those that have to be told. The feed is this database's own name.
  `alter table products add column version integer not null default 1;
   create table outbox (product_id integer primary key references products (id));
   create table feed (id text not null);
   insert into feed values (lower(hex(randomblob(8))));`,
];
