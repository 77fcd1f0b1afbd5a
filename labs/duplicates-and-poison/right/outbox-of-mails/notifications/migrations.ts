export const MIGRATIONS: readonly string[] = [
  `create table mails (
     event_id text primary key,
     message text not null,
     tries integer not null default 0,
     due_at_ms integer not null default 0,
     sent_at text
   );`,
];
