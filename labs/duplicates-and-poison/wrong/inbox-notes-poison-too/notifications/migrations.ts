export const MIGRATIONS: readonly string[] = [
  // The events that were mailed, or set aside.
  `create table mailed (
     event_id text primary key
   );`,
];
