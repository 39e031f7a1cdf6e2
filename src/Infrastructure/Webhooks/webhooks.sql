-- Who is told what happens. A row for each endpoint that is there; the stream keeps those that were.
create table if not exists webhook_endpoint (
    id            uuid primary key,
    url           text        not null,
    types         text[]      not null,               -- empty: everything
    registered_by text        not null,
    registered_at timestamptz not null
);

-- What secrets are derived from: made here at the first start and never shown. Two random ids are 244 random bits.
create table if not exists webhook_key (
    only_one boolean primary key default true check (only_one),
    key      bytea   not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
);
insert into webhook_key default values on conflict do nothing;

-- What happened, as it is told. The id is the stored fact's: following the log again makes no second one.
create table if not exists outgoing_event (
    id          uuid primary key,
    type        text        not null,
    occurred_at timestamptz not null,
    body        text        not null                   -- the bytes that are signed and sent
);
create index if not exists outgoing_event_occurred_at on outgoing_event (occurred_at);

create table if not exists webhook_delivery (
    id          uuid primary key,                      -- rises with time
    event_id    uuid        not null references outgoing_event on delete cascade,
    endpoint_id uuid        not null references webhook_endpoint on delete cascade,
    state       text        not null default 'Waiting' check (state in ('Waiting', 'Delivered', 'Dead')),
    tries       int         not null default 0,
    due_at      timestamptz not null default now(),
    last_status int,
    problem     text,
    unique (event_id, endpoint_id)
);
create index if not exists webhook_delivery_due on webhook_delivery (endpoint_id, due_at) where state = 'Waiting';
