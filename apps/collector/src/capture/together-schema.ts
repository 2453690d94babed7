import { insertRecords, recordColumns } from "@aside/vault";

/** What forms do to captures, of several in one transaction. Part of `collectorMigrations`. */
export const togetherSql = `
-- Verbs of several captures, of one capture and one ticket at most one: see \`Verb\`. All opens are done in one statement, all completions in
-- a few, or this fails and nothing is done. Each finds its own tenant's rows only. The list of captures is there for the planner: it names rows
-- of an index, also where a plan was made while the table was small. Letters are leased to the process that asks, which gets their ids.
create function collector_together(tenants text[], captures text[], opens jsonb, completes jsonb) returns setof jsonb language plpgsql
set enable_seqscan to off set plan_cache_mode to force_generic_plan as $$
begin
  perform aside_as_each(tenants);
  -- In one order, so that two transactions, also of two collectors, never wait for each other in a circle. What follows sees what they left.
  perform 1 from collector_capture where id = any (captures) order by id for update;
  if opens is not null then return query select collector_open(opens, captures); end if;
  if completes is not null then return query select collector_complete(completes, captures); end if;
end $$;

create function collector_open(p jsonb, captures text[]) returns setof jsonb language plpgsql as $$
begin
  return query
  with judged as (
    select v.*, c.jti is null as first, c.issued_at as bound_at, c.template as form, c.terms, c.deadline, t.name, t.privacy_url,
      case
        when c.id is null then 'unknown_capture'
        when t.id is null or c.conversation <> v.conversation or c.template->>'id' <> v.template then 'ticket_invalid'
        when not v."parentOrigin" = any (t.parent_origins) then 'wrong_origin'
        when c.state <> 'open' or v.now > c.deadline + v.grace then 'capture_over'
        -- The same ticket with the same key again: the answer was lost on its way.
        when c.jti = v.jti and c.epk = v.epk then 'ok'
        -- By what it opened, too: a clock that was wrong may have made the ticket's own row be forgotten.
        when c.jti = v.jti then 'ticket_used'
      end as verdict
    from jsonb_to_recordset(p) as v (tenant text, capture text, now bigint, grace bigint, conversation text, template text, jti text,
        "issuedAt" bigint, until bigint, epk text, "parentOrigin" text, known boolean, letter text, lease bigint)
      left join collector_capture c on c.id = any (captures) and c.id = v.capture and c.tenant = v.tenant
      left join collector_tenant t on t.id = c.tenant and t.enabled
  ), spent as (
    insert into collector_ticket (tenant, jti, capture, until) select tenant, jti, capture, until from judged where verdict is null
    on conflict do nothing returning tenant, jti
  ), decided as (
    select j.*, s.jti is not null and not coalesce(j."issuedAt" < j.bound_at, false) as binds,
      coalesce(j.verdict, case when s.jti is null then 'ticket_used' when j."issuedAt" < j.bound_at then 'capture_replaced' else 'ok' end)
        as final
    from judged j left join spent s on s.tenant = j.tenant and s.jti = j.jti
  ), bound as (
    update collector_capture c set jti = d.jti, epk = d.epk, issued_at = d."issuedAt"
    from decided d where c.id = any (captures) and c.id = d.capture and d.binds
  ), told as (
    insert into collector_outbox (tenant, capture, payload, since, attempts, next_at)
    select tenant, capture, letter, now, 1, lease from decided where binds and first
    returning capture, id
  )
  select case d.final
    when 'ok' then jsonb_build_object('capture', d.capture, 'verdict', 'ok', 'template', case when not d.known then d.form end,
      'terms', case when not d.known then d.terms end, 'deadline', d.deadline, 'letter', told.id,
      'tenant', jsonb_build_object('id', d.tenant, 'name', d.name, 'privacyUrl', d.privacy_url))
    else jsonb_build_object('capture', d.capture, 'verdict', d.final) end
  from decided d left join told on told.capture = d.capture;
end $$;

-- Stores what was submitted, or says why not. Letters of the capture that are there already go before the new one: after says which. The state is
-- compared so that the planner does not see the index of those that are open, all of which it would read.
create function collector_complete(p jsonb, captures text[]) returns setof jsonb language plpgsql as $$
declare done text[]; said jsonb[]; other record;
begin
  with ended as (
    update collector_capture c set state = 'completed', submission = v.submission, display = v.display, ended_at = v.now
    from jsonb_to_recordset(p) as v (now bigint, grace bigint, jti text, submission text, display text, letter text, lease bigint,
      ${recordColumns})
    where c.id = any (captures) and c.id = v.capture and c.tenant = v.tenant and coalesce(c.state = 'open', false) and c.jti = v.jti
      and v.now <= c.deadline + v.grace
    returning v.*
  ), told as (
    insert into collector_outbox (tenant, capture, payload, since, attempts, next_at)
    select tenant, capture, letter, now, 1, lease from ended
    returning capture, id
  ), ${insertRecords("ended")}
  select coalesce(array_agg(capture), '{}'), array_agg(jsonb_build_object('capture', capture, 'verdict', 'stored', 'letter', id,
      'after', array(select o.id from collector_outbox o where o.capture = told.capture order by o.id)))
    into done, said from told;
  return query select unnest(said);
  if cardinality(done) = jsonb_array_length(p) then return; end if;
  for other in select v.*, c.id, c.state, c.submission as before, c.display, c.jti as bound, c.deadline
    from jsonb_to_recordset(p) as v (tenant text, capture text, now bigint, grace bigint, jti text, submission text)
      left join collector_capture c on c.id = any (captures) and c.id = v.capture and c.tenant = v.tenant
    where v.capture <> all (done)
  loop
    if other.state = 'completed' and other.before = other.submission then
      return next jsonb_build_object('capture', other.capture, 'verdict', 'stored', 'display', other.display);
      continue;
    end if;
    if other.state = 'open' and other.bound = other.jti then perform collector_end(other.now, other.capture, 'expired'); end if;
    return next jsonb_build_object('capture', other.capture, 'verdict', case
      when other.id is null then 'unknown_capture'
      when other.state = 'completed' then 'different_submission'
      when other.state = 'open' and other.bound is distinct from other.jti then 'capture_replaced'
      else 'capture_over' end);
  end loop;
end $$;
`;
