/** A payment of a capture: one row an attempt, written before anything is sent. Part of `forwardMigrations`. */
export const chargeSql = `
create table collector_charge (
  tenant text not null,
  capture text not null references collector_capture on delete cascade,
  attempt int not null,
  token text not null,
  destination text not null,
  amount jsonb not null,
  submission text not null,
  display text not null,
  result jsonb not null,
  state text not null default 'sending'
    check (state in ('sending', 'challenge', 'code_wanted', 'authorised', 'declined', 'failed')),
  reason text,
  reference text,
  challenge_url text,
  returned jsonb not null default '{}',
  leaving text,
  tries int not null default 0,
  -- The process that has the security code: it goes on first.
  node text,
  -- When a sweeper may take it up; null where it waits for the customer.
  next_at bigint,
  primary key (tenant, capture, attempt)
);
create index collector_charge_next_at on collector_charge (next_at) where next_at is not null;
select aside_protect('collector_charge');
grant select, insert, update on collector_charge to {{app}};
grant select (tenant, capture, attempt, next_at, node) on collector_charge to {{sweep}};
create policy sweep on collector_charge for select to {{sweep}} using (true);

-- The values are stored and the attempt is written, or it says why not. The capture's lock decides.
create function collector_charge_begin(p_now bigint, p_grace bigint, p_most int, p_lease bigint, p_jti text, p_charge jsonb,
  p_record jsonb) returns jsonb language plpgsql as $$
declare c collector_capture; last collector_charge;
begin
  select * into c from collector_capture where id = p_charge->>'capture' for update;
  if not found then return '{"verdict": "unknown_capture"}'; end if;
  select * into last from collector_charge where tenant = c.tenant and capture = c.id order by attempt desc limit 1;
  if last.submission = p_charge->>'submission' then return jsonb_build_object('verdict', 'again'); end if;
  if c.state <> 'open' then return '{"verdict": "capture_over"}'; end if;
  if c.jti is distinct from p_jti then return '{"verdict": "capture_replaced"}'; end if;
  if last.state in ('sending', 'challenge', 'code_wanted') then return '{"verdict": "different_submission"}'; end if;
  if p_now > c.deadline + p_grace then
    perform collector_end(p_now, c.id, 'expired');
    return '{"verdict": "capture_over"}';
  end if;
  if coalesce(last.attempt, 0) >= p_most then return '{"verdict": "capture_over"}'; end if;
  perform vault_put(jsonb_build_array(p_record));
  insert into collector_charge (tenant, capture, attempt, token, destination, amount, submission, display, result, node, next_at)
    values (c.tenant, c.id, coalesce(last.attempt, 0) + 1, p_charge->>'token', p_charge->>'destination', p_charge->'amount',
      p_charge->>'submission', p_charge->>'display', p_charge->'result', p_charge->>'node', p_lease);
  return jsonb_build_object('verdict', 'begun', 'attempt', coalesce(last.attempt, 0) + 1);
end $$;

-- What became of an attempt: in one transaction with what the gateway hears of it. Decided is decided: the second changes nothing.
create function collector_charge_decide(p_now bigint, p_most int, p_capture text, p_attempt int, p jsonb)
returns text language plpgsql as $$
declare c collector_capture; a collector_charge; v_state text := p->>'state';
begin
  select * into c from collector_capture where id = p_capture for update;
  select * into a from collector_charge where tenant = c.tenant and capture = c.id and attempt = p_attempt for update;
  if not found or a.state in ('authorised', 'declined', 'failed') then return a.state; end if;
  -- Tries are of answers that did not come: that the bank still asks is one.
  update collector_charge set state = v_state, reason = p->>'reason', tries = case when p ? 'url' then 0 else tries + 1 end,
    reference = coalesce(p->>'reference', reference), challenge_url = coalesce(p->>'url', challenge_url),
    next_at = case when v_state in ('authorised', 'declined', 'failed') then p_now + 30000
      -- Nobody is there any more who could answer: it is taken up again at once.
      when a.leaving is not null then coalesce((p->>'nextAt')::bigint, p_now) else (p->>'nextAt')::bigint end
    where tenant = c.tenant and capture = c.id and attempt = p_attempt;
  if v_state = 'authorised' then
    update collector_capture set state = 'completed', submission = a.submission, display = a.display, ended_at = p_now
      where id = c.id;
    perform collector_tell(c, p_now, 'capture.submitted');
    perform collector_tell(c, p_now, 'capture.ended', jsonb_build_object('outcome', 'completed', 'result', a.result));
  elsif v_state = 'failed' or (v_state = 'declined' and a.leaving is null and p_attempt >= p_most) then
    update collector_capture set state = 'failed', ended_at = p_now where id = c.id;
    perform collector_tell(c, p_now, 'capture.ended', jsonb_build_object('outcome', 'failed', 'reason',
      case v_state when 'failed' then 'payment_unknown' else 'payment_declined' end));
  elsif v_state = 'declined' and a.leaving is not null then
    perform collector_end(p_now, c.id, a.leaving);
  end if;
  return v_state;
end $$;
`;
