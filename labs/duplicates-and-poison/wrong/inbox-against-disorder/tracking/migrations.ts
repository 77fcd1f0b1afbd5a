export const MIGRATIONS: readonly string[] = [
  `create table orders (
     id integer primary key,
     status text not null,
     version integer not null
   );`,
  `create table inbox (event_id text primary key);`,
];
