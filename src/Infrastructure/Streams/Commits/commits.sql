-- Appends facts to several streams at once, in the tables and the order of Marten's own append, so that the two meet as two of Marten's would.
-- A stream that is to be new is not there yet, else its key is violated; one that is not has exactly the facts it was read with, else CM001.
create or replace function append_facts(
    streams uuid[], versions bigint[], counts bigint[],
    ids uuid[], owners uuid[], numbers bigint[], types text[], classes text[], bodies jsonb[], traces text[],
    users text[], heads jsonb[]
) returns void language plpgsql as $$
declare
    moved bigint;
begin
    insert into mt_streams (id, version, tenant_id)
    select w.stream, w.count, '*DEFAULT*' from unnest(streams, versions, counts) w (stream, version, count) where w.version = 0;

    insert into mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type, timestamp, tenant_id, correlation_id, user_name, headers, is_archived)
    select nextval('mt_events_sequence'), w.id, w.owner, w.number, w.body, w.type, w.class, now(), '*DEFAULT*', w.trace, w.by, w.head, false
    from unnest(ids, owners, numbers, types, classes, bodies, traces, users, heads) w (id, owner, number, type, class, body, trace, by, head);

    update mt_streams s set version = w.version + w.count, timestamp = now()
    from unnest(streams, versions, counts) w (stream, version, count)
    where w.version > 0 and s.id = w.stream and s.version = w.version and not s.is_archived;
    get diagnostics moved = row_count;

    if moved < (select count(*) from unnest(versions) v where v > 0) then
        raise exception 'A stream has other facts than were read.' using errcode = 'CM001';
    end if;
end;
$$;
