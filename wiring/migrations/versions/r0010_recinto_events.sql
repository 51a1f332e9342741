-- What a bonded place of our own tells customs. An event is written once and stays; that it was
-- sent is the gateway's to note elsewhere.

create table recinto_event (
    id bigint generated always as identity constraint pk_recinto_event primary key,
    key text not null constraint uq_recinto_event_key unique,
    reference text not null,
    body jsonb not null
);
create index ix_recinto_event_reference on recinto_event (reference);
select keep_for_ever('recinto_event');
