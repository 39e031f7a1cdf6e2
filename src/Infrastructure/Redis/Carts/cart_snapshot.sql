-- The newest state of each cart, a few seconds behind Redis: what a wiped Redis is filled from when the owner comes back.
create table if not exists cart_snapshot (
    owner      text        primary key, -- customer:{id}, or session:{SHA-256 of the token}
    version    bigint      not null,
    document   jsonb       not null,
    touched_at timestamptz not null default now()
);

create index if not exists cart_snapshot_touched_at on cart_snapshot (touched_at);
