-- The orders as lists show them: one row per order, written in the transaction of each decision, made anew from the streams by a rebuild.
create table if not exists order_list (
    id              uuid        primary key,
    number          bigint      not null unique,
    placed_at       timestamptz not null,
    customer_id     uuid,
    email           text        not null, -- lower case
    name            text        not null,
    units           bigint      not null,
    total           bigint      not null,
    currency        text        not null,
    words           tsvector    not null,
    status          text        not null,
    payment_status  text        not null,
    refunded        bigint      not null default 0,
    refund_pending  boolean     not null default false,
    touched_at      timestamptz not null default now(),
    version         bigint      not null
) with (fillfactor = 85); -- what changes is in no index, so a change stays on its page

create index if not exists order_list_placed_at on order_list (placed_at, number);
create index if not exists order_list_customer on order_list (customer_id, placed_at, number) where customer_id is not null;
create index if not exists order_list_email on order_list (email, placed_at, number);
create index if not exists order_list_words on order_list using gin (words);
create index if not exists order_list_refund_pending on order_list (id) where refund_pending;
