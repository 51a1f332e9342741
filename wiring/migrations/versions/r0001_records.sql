-- The records: what lists, search, audit and access need.

create table agreement (
    name text not null,
    body jsonb not null,
    constraint pk_agreement primary key (name)
);

create table audit (
    id bigint generated always as identity,
    entry_sha256 bytea not null,
    subject text not null,
    person text not null,
    act text not null,
    at timestamptz not null,
    entry jsonb not null,
    constraint pk_audit primary key (id),
    constraint uq_audit_entry_sha256 unique (entry_sha256)
);
create index ix_audit_subject on audit (subject);

create table demand (
    agreement text not null,
    item text not null,
    "on" date not null,
    quantity numeric not null,
    source text not null,
    constraint pk_demand primary key (agreement, item, "on")
);

create table filing_journal (
    id bigint generated always as identity,
    clearance text not null,
    step text not null,
    request_sha256 text not null,
    request text not null,
    status integer,
    answer text,
    at timestamptz not null,
    constraint pk_filing_journal primary key (id)
);
create index ix_filing_journal_clearance on filing_journal (clearance);

create table outbox (
    key text not null,
    claimed_at timestamptz not null,
    constraint pk_outbox primary key (key)
);

create table person (
    name text not null,
    full_name text not null,
    roles text[] not null,
    party text,
    authority_brl numeric,
    language text not null,
    password_hash text not null,
    constraint pk_person primary key (name)
);

create table portal_session (
    credential text not null,
    token text not null,
    csrf text not null,
    csrf_expires_ms bigint not null,
    logged_in_at timestamptz not null,
    constraint pk_portal_session primary key (credential)
);

create table reference (
    reference text not null,
    kind text not null,
    order_sha256 text not null,
    person text not null,
    taken_at timestamptz not null,
    constraint pk_reference primary key (reference)
);

create table snapshot_clearance (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    state text,
    open boolean,
    kind text,
    number text,
    channel text,
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_clearance primary key (id)
);
create index ix_snapshot_clearance_newest on snapshot_clearance (started_at desc, id desc);
create index ix_snapshot_clearance_open on snapshot_clearance (started_at desc, id desc) where open;
create index ix_snapshot_clearance_owner on snapshot_clearance (owner);

create table snapshot_import (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    stage text,
    open boolean,
    agreement text,
    programme text,
    supplier text,
    regime text,
    transport text,
    eta timestamptz,
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_import primary key (id)
);
create index ix_snapshot_import_newest on snapshot_import (started_at desc, id desc);
create index ix_snapshot_import_open on snapshot_import (started_at desc, id desc) where open;
create index ix_snapshot_import_owner on snapshot_import (owner);

create table snapshot_programme (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    open boolean,
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_programme primary key (id)
);
create index ix_snapshot_programme_newest on snapshot_programme (started_at desc, id desc);
create index ix_snapshot_programme_open on snapshot_programme (started_at desc, id desc) where open;
create index ix_snapshot_programme_owner on snapshot_programme (owner);

create table snapshot_release (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    stage text,
    open boolean,
    agreement text,
    programme text,
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_release primary key (id)
);
create index ix_snapshot_release_newest on snapshot_release (started_at desc, id desc);
create index ix_snapshot_release_open on snapshot_release (started_at desc, id desc) where open;
create index ix_snapshot_release_owner on snapshot_release (owner);

create table snapshot_task (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    state text,
    open boolean,
    kind text,
    assignee text,
    due_at timestamptz,
    amount numeric,
    roles text[],
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_task primary key (id)
);
create index ix_snapshot_task_newest on snapshot_task (started_at desc, id desc);
create index ix_snapshot_task_open on snapshot_task (started_at desc, id desc) where open;
create index ix_snapshot_task_owner on snapshot_task (owner);
create index ix_snapshot_task_roles on snapshot_task using gin (roles);

create table snapshot_transit (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    state text,
    open boolean,
    number text,
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_transit primary key (id)
);
create index ix_snapshot_transit_newest on snapshot_transit (started_at desc, id desc);
create index ix_snapshot_transit_open on snapshot_transit (started_at desc, id desc) where open;
create index ix_snapshot_transit_owner on snapshot_transit (owner);

create table stock_count (
    agreement text not null,
    item text not null,
    "on" date not null,
    quantity numeric not null,
    source text not null,
    constraint pk_stock_count primary key (agreement, item, "on")
);

create table story_clock (
    single boolean not null constraint ck_story_clock_one_row check (single),
    now timestamptz not null,
    constraint pk_story_clock primary key (single)
);

create table waiting_news (
    id bigint generated always as identity,
    source text not null,
    event_id text not null,
    news jsonb not null,
    keys text[] not null,
    received_at timestamptz not null,
    matched_to text,
    constraint pk_waiting_news primary key (id),
    constraint uq_waiting_news_source_event_id unique (source, event_id)
);
create index ix_waiting_news_keys on waiting_news using gin (keys);

create table watched_record (
    credential text not null,
    number text not null,
    version integer not null,
    workflow_id text not null,
    situation text not null,
    channel text,
    asked_at timestamptz,
    open boolean not null,
    constraint pk_watched_record primary key (credential, number)
);
create index ix_watched_record_open on watched_record (credential, asked_at) where open;

create table session (
    token_sha256 bytea not null,
    person text not null,
    expires_at timestamptz not null,
    constraint pk_session primary key (token_sha256),
    constraint fk_session_person foreign key (person) references person (name)
);
create index ix_session_person on session (person);

-- Who did what is never rewritten.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'EN004';
end $$;

create trigger audit_kept before update or delete or truncate on audit
    for each statement execute function refuse_change();
create trigger filing_journal_kept before delete or truncate on filing_journal
    for each statement execute function refuse_change();

-- An entry of the journal is answered once, and nothing else of it changes.
create function answer_once() returns trigger language plpgsql as $$
begin
    if old.status is not null or to_jsonb(old) - '{status,answer}'::text[]
            is distinct from to_jsonb(new) - '{status,answer}'::text[] then
        raise exception 'entry % of the filing journal stands as it is', old.id
            using errcode = 'EN004';
    end if;
    return new;
end $$;

create trigger filing_journal_answered before update on filing_journal
    for each row execute function answer_once();
