-- What requests with an Idempotency-Key were answered, written in the transaction of their effect. The answer is text: nobody looks into it, it is given out again as it is.
create table if not exists idempotency_record (
    id         text        primary key,
    digest     text        not null,
    answer     text        not null,
    refused    boolean     not null,
    expires_at timestamptz not null,
    open_until timestamptz -- while the request runs; null: the answer is final
) with (fillfactor = 80); -- the final answer takes the place of the open one on its own page

create index if not exists idempotency_record_expires_at on idempotency_record (expires_at);
