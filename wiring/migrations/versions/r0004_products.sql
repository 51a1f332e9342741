-- What each declarant has in the state's product catalogue: a version is added, never changed.

create table product (
    id bigint generated always as identity,
    root text not null,
    item text not null,
    code text not null,
    version text not null,
    ncm text not null,
    description text not null,
    unit text not null,
    origin text,
    saved_at timestamptz not null,
    constraint pk_product primary key (id),
    constraint uq_product_root_item_code_version unique (root, item, code, version)
);

create trigger product_kept before update or delete or truncate on product
    for each statement execute function refuse_change();
