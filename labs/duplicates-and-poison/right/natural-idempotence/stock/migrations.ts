export const MIGRATIONS: readonly string[] = [
  `create table stock (
     sku text primary key,
     available integer not null
   );
   insert into stock values ('mug', 100000), ('lamp', 100000), ('chair', 100000);`,
  // An order takes its pieces once: that is its key. What is left is counted, not kept.
  `create table taken (
     order_id integer primary key,
     sku text not null references stock (sku),
     quantity integer not null
   );
   alter table stock rename column available to counted;`,
];
