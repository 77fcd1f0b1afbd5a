export const MIGRATIONS: readonly string[] = [
  `create table stock (
     sku text primary key,
     available integer not null
   );
   insert into stock values ('mug', 100000), ('lamp', 100000), ('chair', 100000);`,
];
