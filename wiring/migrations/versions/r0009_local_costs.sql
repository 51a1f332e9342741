-- What an import or release cost beside its goods and taxes, as invoiced. An entry stays; a wrong
-- one is taken back by another.

create table local_cost (
    id bigint generated always as identity constraint pk_local_cost primary key,
    key text not null constraint uq_local_cost_key unique,
    reference text not null,
    kind text not null,
    amount numeric(18, 2) not null,
    document text not null,
    shared_by text not null,
    corrects text constraint fk_local_cost_corrects references local_cost (key),
    note text not null,
    person text not null,
    at timestamptz not null,
    constraint ck_local_cost_amount check (amount <> 0 and (amount > 0 or corrects is not null))
);
create index ix_local_cost_reference on local_cost (reference);
select keep_for_ever('local_cost');
