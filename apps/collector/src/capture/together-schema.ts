/** What forms do to captures, of several in one transaction. Part of `collectorMigrations`. */
export const togetherSql = `
-- Verbs of several captures, of one capture and one ticket at most one: see \`Verb\`. All of them are done in a statement or two for all,
-- or this fails and nothing is done. Each finds its own tenant's rows only. The list of captures is there for the planner: it names rows of an
-- index, also where a plan was made while the table was small.
create function collector_together(p jsonb) returns setof jsonb language plpgsql
set enable_seqscan to off set plan_cache_mode to force_generic_plan as $$
declare captures text[] := array(select v->>'capture' from jsonb_array_elements(p) v);
begin
  perform aside_as_each(array(select distinct v->>'tenant' from jsonb_array_elements(p) v));
  -- In one order, so that two transactions, also of two collectors, never wait for each other in a circle. What follows sees what they left.
  perform 1 from collector_capture where id = any (captures) order by id for update;
  return query select collector_open(p, captures);
  return query select collector_complete(p, captures);
end $$;

create function collector_open(p jsonb, captures text[]) returns setof jsonb language plpgsql as $$
begin
  if not p @> '[{"verb": "open"}]' then return; end if;
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
      end as verdict
    from jsonb_to_recordset(p) as v (verb text, tenant text, capture text, now bigint, grace bigint, conversation text, template text,
        jti text, "issuedAt" bigint, until bigint, epk text, "parentOrigin" text)
      left join collector_capture c on c.id = any (captures) and c.id = v.capture and c.tenant = v.tenant
      left join collector_tenant t on t.id = c.tenant and t.enabled
    where v.verb = 'open'
  ), spent as (
    insert into collector_ticket (tenant, jti, until) select tenant, jti, until from judged where verdict is null
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
    insert into collector_outbox (tenant, capture, payload, since, next_at)
    select tenant, capture, collector_letter(tenant, conversation, capture, now, 'capture.opened'), now, now
    from decided where binds and first
  )
  select case final
    when 'ok' then jsonb_build_object('capture', capture, 'verdict', 'ok', 'template', form, 'terms', terms, 'deadline', deadline,
      'first', first, 'tenant', jsonb_build_object('id', tenant, 'name', name, 'privacyUrl', privacy_url))
    else jsonb_build_object('capture', capture, 'verdict', final) end
  from decided;
end $$;

-- Stores what was submitted, or says why not.
create function collector_complete(p jsonb, captures text[]) returns setof jsonb language plpgsql as $$
declare stored text[]; other record;
begin
  if not p @> '[{"verb": "complete"}]' then return; end if;
  with ended as (
    update collector_capture c set state = 'completed', submission = v.submission, display = v.display, ended_at = v.now
    from jsonb_to_recordset(p) as v (verb text, tenant text, capture text, now bigint, grace bigint, jti text, submission text,
      display text, result jsonb)
    where v.verb = 'complete' and c.id = any (captures) and c.id = v.capture and c.tenant = v.tenant and c.state = 'open' and c.jti = v.jti
      and v.now <= c.deadline + v.grace
    returning c.id, c.tenant, c.conversation, v.now, v.result
  ), told as (
    insert into collector_outbox (tenant, capture, payload, since, next_at)
    select e.tenant, e.id, collector_letter(e.tenant, e.conversation, e.id, e.now, letter.type, letter.more), e.now, e.now
    from ended e, lateral (values (1, 'capture.submitted', '{}'::jsonb),
      (2, 'capture.ended', jsonb_build_object('outcome', 'completed', 'result', e.result))) as letter (place, type, more)
    order by e.id, letter.place
  )
  select coalesce(array_agg(id), '{}') into stored from ended;
  perform vault_put((select jsonb_agg(v->'record') from jsonb_array_elements(p) v where v->>'capture' = any (stored)));
  return query select jsonb_build_object('capture', v->'capture', 'verdict', 'stored', 'display', v->'display', 'first', true)
    from jsonb_array_elements(p) v where v->>'capture' = any (stored);
  for other in select v.*, c.id, c.state, c.submission as before, c.display, c.jti as bound, c.deadline
    from jsonb_to_recordset(p) as v (verb text, tenant text, capture text, now bigint, grace bigint, jti text, submission text)
      left join collector_capture c on c.id = any (captures) and c.id = v.capture and c.tenant = v.tenant
    where v.verb = 'complete' and v.capture <> all (stored)
  loop
    if other.state = 'completed' and other.before = other.submission then
      return next jsonb_build_object('capture', other.capture, 'verdict', 'stored', 'display', other.display, 'first', false);
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
