export const MIGRATIONS: readonly string[] = [
  // The id of a product is the catalogue's; no database can check that it exists there.
  `create table stock (
     product_id integer primary key,
     available integer not null check (available >= 0)
   );
   create table reservations (
     id text primary key,
     status text not null check (status in ('held', 'released'))
   );
   create table reservation_lines (
     reservation_id text not null references reservations (id),
     product_id integer not null references stock (product_id),
     quantity integer not null check (quantity > 0),
     primary key (reservation_id, product_id)
   );`,
];
