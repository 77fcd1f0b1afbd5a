export const MIGRATIONS: readonly string[] = [
  `create table emails (
     event_id text primary key,
     order_id integer not null,
     recipient text not null,
     subject text not null,
     text text not null,
     queued_at text not null,
     sent_at text
   );
   create index emails_unsent on emails (queued_at) where sent_at is null;`,
];
