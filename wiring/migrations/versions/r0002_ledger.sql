-- The bonded ledger: what a wrong program, or a person at a prompt, cannot do to it.
--
-- Movements and postings are inserted and never changed. The postings of a movement come in
-- one statement, net to zero per product, and move the balance rows under the same transaction.

create function never_negative(account text) returns boolean
    language sql immutable parallel safe
    return split_part(account, ':', 1)
        in ('bonded', 'reserved', 'in_clearance', 'cleared', 'to_domestic', 'domestic');

create table lot (
    lot text collate "C" not null constraint pk_lot primary key,
    import_reference text collate "C" not null,
    product text collate "C" not null,
    expires_on date not null,
    body jsonb not null
);
create index ix_lot_import_reference on lot (import_reference);
create index ix_lot_product on lot (product);

create table movement (
    id bigint generated always as identity constraint pk_movement primary key,
    key text collate "C" not null constraint uq_movement_key unique,
    reference text collate "C" not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    reason text not null,
    actor jsonb not null,
    corrects text collate "C" constraint fk_movement_corrects references movement (key),
    fact text not null,
    lines integer not null
);
create index ix_movement_reference on movement (reference);

create table posting (
    movement bigint not null constraint fk_posting_movement references movement (id),
    line integer not null,
    account text collate "C" not null,
    product text collate "C" not null,
    lot text collate "C" not null,
    quantity numeric not null constraint ck_posting_finite check (abs(quantity) < 1e15),
    occurred_at timestamptz not null,
    constraint pk_posting primary key (movement, line)
);
create index ix_posting_held on posting (account, product, lot, occurred_at) include (quantity);
create index ix_posting_lot on posting (lot, occurred_at);

create table balance (
    account text collate "C" not null,
    product text collate "C" not null,
    lot text collate "C" not null,
    quantity numeric not null,
    constraint pk_balance primary key (account, product, lot),
    constraint ck_balance_not_overdrawn check (quantity >= 0 or not never_negative(account))
) with (fillfactor = 70);
create index ix_balance_lot on balance (lot);

-- The postings of a movement are whole and net to zero.
create function check_postings() returns trigger language plpgsql as $$
declare
    off record;
begin
    select a.movement, a.product, sum(a.quantity) as net into off
        from added a group by a.movement, a.product having sum(a.quantity) <> 0 limit 1;
    if found then
        raise exception 'movement % does not net to zero: % %', off.movement, off.product, off.net
            using errcode = 'EN003';
    end if;
    -- One movement at a time by its key: a plan that joins, made while the table was small and
    -- kept by the session, would read the whole table for every movement when it is large.
    for off in
        select a.movement, count(*) as lines, min(a.line) as first, max(a.line) as last,
                min(a.occurred_at) as earliest, max(a.occurred_at) as latest
            from added a group by a.movement
    loop
        perform 1 from movement m where m.id = off.movement and m.lines = off.lines
            and m.occurred_at = off.earliest and m.occurred_at = off.latest
            and off.first = 1 and off.last = off.lines;
        if not found then
            raise exception 'the postings of movement % are not those it was made of', off.movement
                using errcode = 'EN003';
        end if;
    end loop;
    return null;
end $$;

-- Balance rows are taken in the order of their key, each by one update or insert: two movements
-- wait for each other, and never crosswise. Not by "insert on conflict update": that checks the
-- proposed row first, which is negative in every withdrawal, and so refuses the legal ones.
create function move_balances() returns trigger language plpgsql as $$
declare
    d record;
    held numeric;
begin
    for d in
        select a.account, a.product, a.lot, sum(a.quantity) as asked,
                never_negative(a.account) and sum(a.quantity) < 0 as taken
            from added a group by a.account, a.product, a.lot
            order by a.account, a.product, a.lot
    loop
        loop
            update balance b set quantity = b.quantity + d.asked
                where b.account = d.account and b.product = d.product and b.lot = d.lot
                    and (b.quantity + d.asked >= 0 or not d.taken);
            exit when found;
            if d.taken then
                select b.quantity into held from balance b
                    where b.account = d.account and b.product = d.product and b.lot = d.lot;
                held := coalesce(held, 0);
                raise exception '% % % holds %, asked %',
                    d.account, d.product, d.lot, held, -d.asked
                    using errcode = 'EN001', detail = json_build_object('account', d.account,
                        'product', d.product, 'lot', d.lot,
                        'balance', held::text, 'asked', (-d.asked)::text)::text;
            end if;
            -- Nothing is inserted when somebody else did so meanwhile: then it is updated.
            insert into balance values (d.account, d.product, d.lot, d.asked)
                on conflict do nothing;
            exit when found;
        end loop;
    end loop;
    return null;
end $$;

-- Triggers of one kind fire in the order of their names.
create trigger posting_added_1_check after insert on posting
    referencing new table as added for each statement execute function check_postings();
create trigger posting_added_2_move after insert on posting
    referencing new table as added for each statement execute function move_balances();

create trigger lot_kept before update or delete or truncate on lot
    for each statement execute function refuse_change();
create trigger movement_kept before update or delete or truncate on movement
    for each statement execute function refuse_change();
create trigger posting_kept before update or delete or truncate on posting
    for each statement execute function refuse_change();
create trigger balance_kept before delete or truncate on balance
    for each statement execute function refuse_change();
-- Only a posting moves a balance: by hand the depth of triggers is none.
create trigger balance_moved before insert or update on balance
    for each statement when (pg_trigger_depth() = 0) execute function refuse_change();

-- One round trip for one movement. True when it is new, false when it was posted before.
create function post_movement(
    p_key text, p_reference text, p_occurred_at timestamptz, p_recorded_at timestamptz,
    p_reason text, p_actor jsonb, p_corrects text, p_fact text,
    p_accounts text[], p_products text[], p_lots text[], p_quantities numeric[]
) returns boolean language plpgsql as $$
declare
    new_id bigint;
    kept text;
begin
    insert into movement
            (key, reference, occurred_at, recorded_at, reason, actor, corrects, fact, lines)
        values (p_key, p_reference, p_occurred_at, p_recorded_at, p_reason, p_actor, p_corrects,
            p_fact, cardinality(p_accounts))
        on conflict (key) do nothing returning id into new_id;
    if new_id is null then
        select m.fact into kept from movement m where m.key = p_key;
        if kept <> p_fact then
            raise exception 'movement % was posted with other content', p_key
                using errcode = 'EN002';
        end if;
        return false;
    end if;
    insert into posting (movement, line, account, product, lot, quantity, occurred_at)
        select new_id, p.line, p.account, p.product, p.lot, p.quantity, p_occurred_at
        from unnest(p_accounts, p_products, p_lots, p_quantities)
            with ordinality as p (account, product, lot, quantity, line);
    return true;
end $$;
