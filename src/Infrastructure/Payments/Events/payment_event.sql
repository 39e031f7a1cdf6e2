-- What providers told us of their own accord, kept before anything is made of it. One row per event, however often it is delivered.
create table if not exists payment_event (
    provider    text        not null,
    event_id    text        not null,
    attempt_id  uuid        not null,
    kind        text        not null,
    reference   text        not null,
    amount      bigint,
    currency    text,
    detail      text,                               -- the reason of a decline, the key of a refund, the address of a challenge
    occurred_at timestamptz not null,
    body        bytea       not null,               -- as it arrived
    received_at timestamptz not null default now(),
    settled_at  timestamptz,                        -- null: nobody knew the payment yet
    tries       int         not null default 0,
    due_at      timestamptz not null default now() + interval '1 second',
    primary key (provider, event_id)
);
create index if not exists payment_event_due_at on payment_event (due_at) where settled_at is null;
create index if not exists payment_event_attempt_id on payment_event (attempt_id);
