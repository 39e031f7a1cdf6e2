-- One row per variant: the truth about stock. Orders claim from it in their own transaction; the checks are what makes overselling impossible.
create table if not exists stock_level (
    variant_id      text   primary key,
    on_hand         bigint not null default 0 check (on_hand >= 0),
    backordered     bigint not null default 0 check (backordered >= 0),
    backorder_limit bigint not null default 0 check (backorder_limit >= 0),
    version         bigint not null default 0
) with (fillfactor = 70); -- room for the next version of a row on its own page: the same rows are updated again and again

-- The stream that keeps a variant's facts: the same name-based id as StreamIds.Stock makes, so that who follows the log finds the row a fact is about.
create or replace function stock_stream(variant text) returns uuid language sql immutable strict parallel safe as $$
    select encode(set_byte(set_byte(id, 6, get_byte(id, 6) & 15 | 128), 8, get_byte(id, 8) & 63 | 128), 'hex')::uuid
    from (select substring(sha256(('stock/' || variant)::bytea) from 1 for 16) as id) as hashed
$$;

create index if not exists stock_level_stream on stock_level (stock_stream(variant_id));
