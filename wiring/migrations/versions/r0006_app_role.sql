-- The application is not the owner: what it must never do, it has no right to do.
--
-- The owner migrates. The application signs in as entreposto_app, or as a role that was made a member of it. It may
-- read everything and write the records; what is kept for ever it may only add to, and of the ledger it
-- may only ask for a movement: the balance rows move by the owner's own function.

do $$
begin
    if not exists (select from pg_roles where rolname = 'entreposto_app') then
        create role entreposto_app login;
    end if;
exception
    -- Two databases of one server may be migrated at once: a role belongs to the server.
    when duplicate_object or unique_violation then null;
end $$;

grant usage on schema public to entreposto_app;
grant select, insert, update, delete on all tables in schema public to entreposto_app;
grant usage, select on all sequences in schema public to entreposto_app;
alter default privileges in schema public
    grant select, insert, update, delete on tables to entreposto_app;
alter default privileges in schema public grant usage, select on sequences to entreposto_app;

-- A table whose rows are added and never changed: kept so by a trigger, and by what is granted.
create function keep_for_ever(kept regclass) returns void language plpgsql as $$
begin
    execute format('create or replace trigger %s_kept before update or delete or truncate on %s'
        ' for each statement execute function refuse_change()', kept, kept);
    execute format('revoke update, delete, truncate on %s from entreposto_app', kept);
end $$;
revoke execute on function keep_for_ever from public;

select keep_for_ever(c.oid::regclass)
    from pg_class c join pg_trigger t on t.tgrelid = c.oid
    where t.tgname = c.relname || '_kept' and c.relname not in ('balance', 'filing_journal');
revoke delete, truncate on filing_journal from entreposto_app;

revoke insert, update, delete, truncate on movement, posting, balance from entreposto_app;
revoke insert, update, delete, truncate on alembic_version from entreposto_app;

alter function post_movement security definer set search_path = public, pg_temp;
revoke execute on function post_movement from public;
grant execute on function post_movement to entreposto_app;
