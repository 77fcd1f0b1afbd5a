export const MIGRATIONS: readonly string[] = [
  `create table orders (
     id integer primary key,
     status text not null,
     version integer not null
   );`,
  `alter table orders add column occurred_at text not null default '';`,
];
