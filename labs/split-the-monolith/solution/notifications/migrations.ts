export const MIGRATIONS: readonly string[] = [
  // An order is one mail: its id is the key.
  `create table emails (
     order_id integer primary key,
     recipient text not null,
     subject text not null,
     text text not null,
     sent_at text
   );
   create index emails_unsent on emails (order_id) where sent_at is null;`,
];
