/** Token buckets that all collectors share. Times are milliseconds. No tenant's data: a name is keyed by a secret of this database. */
export const sharedBucketsSql = `
create table collector_limit_secret (
  single boolean primary key default true check (single),
  secret bytea not null
);
insert into collector_limit_secret (secret)
  values (sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea));
grant select on collector_limit_secret to {{app}};

create table collector_limit (
  name text primary key,
  tokens float8 not null,
  at bigint not null
);
create index collector_limit_at on collector_limit (at);
grant select, insert, update on collector_limit to {{app}};
grant select (at), delete on collector_limit to {{sweep}};

-- Takes one from each bucket that has one, and says whether all had. Names come in one order of kinds, so two that take do not wait for each other in a circle.
create function collector_take(p_now bigint, p_names text[], p_burst float8[], p_rate float8[])
returns boolean language plpgsql as $$
declare all_had boolean := true; left_over float8;
begin
  for i in 1 .. array_length(p_names, 1) loop
    insert into collector_limit as l (name, tokens, at) values (p_names[i], p_burst[i], p_now)
      -- Clocks of collectors differ by a minute each way. One that was put back by more starts anew: else nothing filled until it had caught up.
      on conflict (name) do update set at = case when l.at > p_now + 120000 then p_now else greatest(l.at, p_now) end,
        tokens = least(p_burst[i], l.tokens + greatest(0, p_now - l.at) / 1000.0 * p_rate[i])
      returning tokens into left_over;
    if left_over >= 1 then
      update collector_limit set tokens = tokens - 1 where name = p_names[i];
    else
      all_had := false;
    end if;
  end loop;
  return all_had;
end $$;
`;
