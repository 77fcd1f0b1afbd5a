export const MIGRATIONS: readonly string[] = [
  `create table products (
     id integer primary key,
     name text not null,
     description text not null,
     price_cents integer not null check (price_cents > 0)
   );`,
];
