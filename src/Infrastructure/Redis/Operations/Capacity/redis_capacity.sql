-- What each primary of Redis used, whenever an operator or a timer had it written down.
create table if not exists redis_capacity (
    server       text        not null, -- host:port
    at           timestamptz not null,
    memory       bigint      not null, -- bytes
    memory_limit bigint      not null, -- bytes
    clients      bigint      not null,
    client_limit bigint      not null,
    primary key (server, at)
);
