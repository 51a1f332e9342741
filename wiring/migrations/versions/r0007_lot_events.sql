-- What becomes of a lot: events that are added, and the terms that no movement oversteps.

create table lot_event (
    id bigint generated always as identity constraint pk_lot_event primary key,
    key text collate "C" not null constraint uq_lot_event_key unique,
    lot text collate "C" not null constraint fk_lot_event_lot references lot (lot),
    kind text not null,
    until date,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    fact text not null,
    body jsonb not null
);
create index ix_lot_event_lot on lot_event (lot, occurred_at);
select keep_for_ever('lot_event');

create or replace function never_negative(account text) returns boolean
    language sql immutable parallel safe
    return split_part(account, ':', 1) in ('bonded', 'allotted', 'reserved', 'in_clearance',
        'cleared', 'to_domestic', 'domestic',
        'exported', 'transferred', 'destroyed', 'lost', 'forfeited');

-- When a lot was admitted, out of its body: the owner's own trigger lets nobody rewrite a row.
alter table lot add column admitted_at timestamptz;
alter table lot disable trigger lot_kept;
update lot set admitted_at = (body ->> 'admitted_at')::timestamptz;
alter table lot enable trigger lot_kept;
alter table lot alter column admitted_at set not null;

-- The last day of a lot's term, as it was known to be on a day: birth, then each extension.
create function lot_limit(p_lot text, p_at timestamptz) returns date
    language sql stable
    return coalesce(
        (select e.until from lot_event e
            where e.lot = p_lot and e.kind = 'extended' and e.occurred_at <= p_at
            order by e.occurred_at desc, e.id desc limit 1),
        (select l.expires_on from lot l where l.lot = p_lot));

-- No movement is older than its lot, and none takes free goods out after the term but as an
-- overdue exit, as a loss, or to the state. Days are those of Brasília.
create function check_terms() returns trigger language plpgsql as $$
declare
    p record;
    last date;
begin
    for p in
        select distinct a.lot, a.occurred_at, l.admitted_at, m.reason,
                bool_or(a.quantity < 0 and split_part(a.account, ':', 1) in ('bonded', 'allotted'))
                    over (partition by a.lot) as leaves
            from added a join lot l on l.lot = a.lot join movement m on m.id = a.movement
            where a.lot <> ''
    loop
        if p.occurred_at < p.admitted_at then
            raise exception 'lot % is younger', p.lot using errcode = 'EN006',
                detail = json_build_object('lot', p.lot, 'admitted_at', p.admitted_at,
                    'asked', p.occurred_at)::text;
        end if;
        continue when not p.leaves or p.reason in
            ('overdue', 'lost', 'destroyed', 'forfeited', 'allotted', 'unallotted');
        last := lot_limit(p.lot, p.occurred_at);
        if (p.occurred_at at time zone 'America/Sao_Paulo')::date > last then
            raise exception 'lot % has expired', p.lot using errcode = 'EN005',
                detail = json_build_object('lot', p.lot, 'expires_on', last,
                    'asked', p.reason)::text;
        end if;
    end loop;
    return null;
end $$;

create trigger posting_added_1_terms after insert on posting
    referencing new table as added for each statement execute function check_terms();
