-- Letters that came by e-mail: each is kept once, whatever becomes of its attachments.

create table letter (
    key text not null,
    message_id text not null,
    sender text not null,
    subject text not null,
    files text[] not null,
    raw jsonb not null,
    received_at timestamptz not null,
    reference text,
    why text not null,
    matched_by text not null,
    constraint pk_letter primary key (key)
);

create index ix_letter_received_at on letter (received_at);

revoke delete, truncate on letter from entreposto_app;
