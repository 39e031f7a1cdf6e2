-- Customers as lists and look-ups need them; the stream is the truth.
create table if not exists customer (
    id            uuid        primary key,
    email         text,
    email_normal  text,
    name          text        not null,
    groups        text[]      not null,
    status        text        not null,
    registered_at timestamptz not null
);

-- The judge of "this e-mail is taken". Customers of an external issuer have no normal form here: their issuer judges.
create unique index if not exists customer_email_taken on customer (email_normal);
alter table customer add column if not exists company text;

create index if not exists customer_groups on customer using gin (groups);
create index if not exists customer_company on customer (company, id) where company is not null;

create table if not exists customer_group (
    code text primary key,
    name text not null
);

create table if not exists staff_role (
    name   text   primary key,
    scopes text[] not null
);

create table if not exists api_key (
    id         uuid        primary key,
    digest     text        not null unique,
    prefix     text        not null,
    name       text        not null,
    scopes     text[]      not null,
    roles      text[]      not null,
    issued_by  text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
);
