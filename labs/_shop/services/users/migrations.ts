export const MIGRATIONS: readonly string[] = [
  `create table users (
     id integer primary key,
     email text not null unique collate nocase,
     name text not null,
     password_hash text not null,
     role text not null check (role in ('customer', 'staff')),
     created_at text not null
   );
   create table sessions (
     token_hash text primary key,
     user_id integer not null references users (id),
     expires_at text not null
   );`,
];
