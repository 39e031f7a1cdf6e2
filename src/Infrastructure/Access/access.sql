-- Sessions of customers: a chain of refresh tokens each, of which only the last works.
create table if not exists session (
    id          uuid        primary key,
    customer_id uuid        not null,
    started_at  timestamptz not null default now(),
    ends_at     timestamptz not null,
    ended_at    timestamptz
);

create index if not exists session_of_customer on session (customer_id) where ended_at is null;
create index if not exists session_end on session (ends_at);

create table if not exists refresh_token (
    digest     text        primary key,
    session_id uuid        not null references session on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create index if not exists refresh_token_of_session on refresh_token (session_id);

-- Tries to prove an identity that have not succeeded. Subject: a fingerprint of an account or a network address.
create table if not exists log_in_attempt (
    subject      text        primary key,
    failures     integer     not null,
    last_at      timestamptz not null,
    locked_until timestamptz not null
);

create index if not exists log_in_attempt_age on log_in_attempt (last_at);
