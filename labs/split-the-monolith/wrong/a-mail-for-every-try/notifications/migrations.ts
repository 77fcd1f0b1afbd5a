export const MIGRATIONS: readonly string[] = [
  `create table emails (
     id integer primary key,
     order_id integer not null,
     recipient text not null,
     subject text not null,
     text text not null,
     sent_at text
   );
   create index emails_unsent on emails (order_id) where sent_at is null;`,
];
