-- Reviews as lists show them, and what those that shoppers see come to. All of it can be made again from the events.

create table if not exists review_version (
    single  boolean primary key default true check (single),
    version bigint  not null
);

insert into review_version (version) values (0) on conflict do nothing;

create table if not exists product_review (
    id             uuid        primary key,
    product_id     uuid        not null,
    customer_id    uuid        not null,
    status         text        not null,
    rating         smallint    not null,
    title          text        not null,
    body           text        not null,
    author         text        not null,
    reason         text,
    written_at     timestamptz not null,
    stream_version bigint      not null
);

create index if not exists product_review_public on product_review (product_id, written_at, id) include (rating) where status = 'approved';
create index if not exists product_review_customer on product_review (customer_id, written_at, id);
create index if not exists product_review_status on product_review (status, written_at, id);

-- The version is the one by which the product's public reviews changed last: what was made of them before is old.
create table if not exists product_rating (
    product_id uuid   primary key,
    one        bigint not null,
    two        bigint not null,
    three      bigint not null,
    four       bigint not null,
    five       bigint not null,
    version    bigint not null
);

create index if not exists product_rating_version on product_rating (version);

-- Each change takes the version first and keeps it locked until its commit. So versions are committed in their order: who sees one sees all before it, and two who count the same product do so
-- one after the other. Counted anew each time, not by a difference: the stars are right whatever they were before.
create or replace procedure review_put(
    p_id uuid, p_product uuid, p_customer uuid, p_status text, p_rating int, p_title text, p_body text, p_author text, p_reason text, p_written_at timestamptz, p_stream_version bigint)
language plpgsql as $$
declare
    stamp bigint;
    was text;
begin
    select version + 1 into stamp from review_version for update;
    select status into was from product_review where id = p_id;

    if p_status = 'withdrawn' then
        delete from product_review where id = p_id;
    else
        insert into product_review (id, product_id, customer_id, status, rating, title, body, author, reason, written_at, stream_version)
        values (p_id, p_product, p_customer, p_status, p_rating, p_title, p_body, p_author, p_reason, p_written_at, p_stream_version)
        on conflict (id) do update set
            status = excluded.status, rating = excluded.rating, title = excluded.title, body = excluded.body, author = excluded.author, reason = excluded.reason,
            written_at = excluded.written_at, stream_version = excluded.stream_version;
    end if;

    -- Shoppers see no other.
    if was = 'approved' or p_status = 'approved' then
        update review_version set version = stamp;

        insert into product_rating (product_id, one, two, three, four, five, version)
        select p_product, count(*) filter (where rating = 1), count(*) filter (where rating = 2), count(*) filter (where rating = 3), count(*) filter (where rating = 4),
            count(*) filter (where rating = 5), stamp
        from product_review where product_id = p_product and status = 'approved'
        on conflict (product_id) do update set
            one = excluded.one, two = excluded.two, three = excluded.three, four = excluded.four, five = excluded.five, version = excluded.version;
    end if;
end $$;
