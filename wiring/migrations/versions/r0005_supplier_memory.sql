create table reading_case (
    id text not null,
    number bigint generated always as identity,
    identity text not null,
    document_sha256 text not null,
    file jsonb not null,
    filename text not null,
    kind text not null,
    field text not null,
    said jsonb not null,
    person text not null,
    at timestamptz not null,
    constraint pk_reading_case primary key (id)
);
create index ix_reading_case_identity on reading_case (identity);
create index ix_reading_case_document_sha256 on reading_case (document_sha256);

create table supplier_profile (
    identity text not null,
    version integer not null,
    keys text[] not null,
    profile jsonb not null,
    lesson text not null,
    created_at timestamptz not null,
    activated boolean not null,
    held text[] not null,
    gained integer not null,
    lost jsonb not null,
    constraint pk_supplier_profile primary key (identity, version),
    constraint uq_supplier_profile_lesson unique (lesson),
    constraint ck_supplier_profile_no_loss check (not activated or lost = '[]'::jsonb)
);
create index ix_supplier_profile_keys on supplier_profile using gin (keys);

-- What people said, and what was made of it, is never rewritten.
create trigger reading_case_kept before update or delete or truncate on reading_case
    for each statement execute function refuse_change();
create trigger supplier_profile_kept before update or delete or truncate on supplier_profile
    for each statement execute function refuse_change();
