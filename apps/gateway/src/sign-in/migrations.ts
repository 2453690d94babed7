import type { MigrationSet } from "@aside/postgres";

/** What keeps passwords from being guessed, counted once for all gateways of a database. Times are milliseconds. */
export const signInMigrations: MigrationSet = {
  set: "sign-in",
  steps: [
    {
      name: "001-tries",
      sql: `
-- Tries of passwords in a window that begins with the first. A name is a digest: no tenant's data.
create table sign_in_try (
  name bytea primary key,
  tries int not null,
  until bigint not null
);
create index sign_in_try_until on sign_in_try (until);
grant select, insert, update, delete on sign_in_try to {{app}};

-- Counts a try under each name before it is made, and says until when there is none to be made; 0 where it may be. Names come in one order of kinds.
create function sign_in_begin(p_now bigint, p_window bigint, p_names bytea[], p_most int[]) returns bigint language plpgsql as $$
declare row_tries int; row_until bigint; closed bigint := 0;
begin
  for i in 1 .. array_length(p_names, 1) loop
    insert into sign_in_try as t (name, tries, until) values (p_names[i], 1, p_now + p_window)
      on conflict (name) do update set
        tries = least(case when t.until > p_now then t.tries else 0 end + 1, p_most[i] + 1),
        until = case when t.until > p_now then t.until else p_now + p_window end
      returning tries, until into row_tries, row_until;
    if row_tries > p_most[i] then closed := greatest(closed, row_until); end if;
  end loop;
  return closed;
end $$;
`,
    },
  ],
};
