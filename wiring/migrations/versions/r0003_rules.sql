-- What duties stand on: quotes that were used, and rule packs that were in force. Neither is rewritten.

create table exchange_quote (
    currency text not null,
    quote_date date not null,
    rate numeric not null,
    source text not null,
    received_at timestamptz not null,
    constraint pk_exchange_quote primary key (currency, quote_date),
    constraint ck_exchange_quote_positive check (rate > 0)
);

create table rule_pack_activation (
    id bigint generated always as identity,
    key text not null,
    sha256 text not null,
    text jsonb not null,
    valid_from timestamptz not null,
    proposed_by text not null,
    approved_by text not null,
    reason text not null,
    evidence_sha256 text not null,
    constraint pk_rule_pack_activation primary key (id),
    constraint uq_rule_pack_activation_key unique (key)
);

create trigger exchange_quote_kept before update or delete or truncate on exchange_quote
    for each statement execute function refuse_change();
create trigger rule_pack_activation_kept before update or delete or truncate
    on rule_pack_activation for each statement execute function refuse_change();

create table snapshot_rules (
    id text not null,
    started_at timestamptz not null,
    run_started timestamptz not null,
    version integer not null,
    owner text not null,
    haystack text not null,
    state text,
    open boolean,
    body jsonb not null,
    updated_at timestamptz not null,
    constraint pk_snapshot_rules primary key (id)
);
create index ix_snapshot_rules_newest on snapshot_rules (started_at desc, id desc);
create index ix_snapshot_rules_open on snapshot_rules (started_at desc, id desc) where open;
create index ix_snapshot_rules_owner on snapshot_rules (owner);
