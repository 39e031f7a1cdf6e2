-- One row per variant: the truth about stock. Orders claim from it in their own transaction; the checks are what makes overselling impossible.
create table if not exists stock_level (
    variant_id      text   primary key,
    on_hand         bigint not null default 0 check (on_hand >= 0),
    backordered     bigint not null default 0 check (backordered >= 0),
    backorder_limit bigint not null default 0 check (backorder_limit >= 0),
    version         bigint not null default 0
) with (fillfactor = 70); -- room for the next version of a row on its own page: the same rows are updated again and again
