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

-- How often it came, and why it had no effect when it was last offered.
alter table payment_event add column if not exists deliveries int not null default 1;
alter table payment_event add column if not exists problem text;
create index if not exists payment_event_received_at on payment_event (received_at desc);

-- Specimens of what could not be believed, in a ring of a thousand slots: however many come, it never grows.
create table if not exists payment_event_refused (
    slot        int         primary key,
    id          uuid        not null,
    provider    text        not null,
    code        text        not null,               -- why
    body        bytea       not null,               -- its beginning
    received_at timestamptz not null default now()
);
create index if not exists payment_event_refused_received_at on payment_event_refused (received_at desc);
create sequence if not exists payment_event_refused_slot as int minvalue 0 maxvalue 999 start 0 cycle;

create or replace view payment_event_log as
    select
        provider || '/' || event_id as id,
        case when settled_at is not null then 'Matched' when received_at > now() - interval '3 days' then 'Waiting' else 'Ignored' end as state,
        provider, event_id, attempt_id, (select checkout_id from payment_attempt a where a.attempt_id = e.attempt_id) as checkout_id,
        kind, reference, amount, currency, detail, problem, null::bytea as excerpt, occurred_at, received_at, settled_at, deliveries, tries
    from payment_event e
    union all
    select id::text, 'Refused', provider, null, null, null, null, null, null, null, null, code, body, null, received_at, null, 1, 0 from payment_event_refused;
