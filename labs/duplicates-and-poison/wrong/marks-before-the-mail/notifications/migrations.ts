export const MIGRATIONS: readonly string[] = [
  // The events whose mails went out.
  `create table mailed (
     event_id text primary key
   );`,
];
