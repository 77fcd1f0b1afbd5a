export const MIGRATIONS: readonly string[] = [
  `create table orders (
     id integer primary key,
     status text not null,
     version integer not null
   );`,
];
