-- Coupons that were generated. Codes that stand with the rules themselves are in the rules.
create table if not exists coupon_batch (
    id          uuid        primary key,
    discount    text        not null,
    prefix      text        not null,
    size        integer     not null,
    uses        integer     check (uses > 0), -- orders each code may be used for; null: as many as its discount
    made_by     text        not null,
    made_at     timestamptz not null default now(),
    archived_at timestamptz
);

create index if not exists coupon_batch_discount on coupon_batch (discount, id);

create table if not exists coupon (
    code  text collate "C" primary key,
    batch uuid not null references coupon_batch
);

create index if not exists coupon_of_batch on coupon (batch, code);

-- Counts of uses, held or claimed: of all, of one customer, of money, of one code. No row ever goes beyond its limit.
create table if not exists discount_tally (
    key  text   collate "C" primary key,
    used bigint not null check (used >= 0),
    most bigint not null,
    check (used <= most)
) with (fillfactor = 70);

-- What each checkout holds, or its order has claimed. A cancelled order's stay, so that nobody takes them for it again.
create table if not exists discount_use (
    checkout_id uuid        not null,
    discount    text        not null,
    coupon      text,
    amount      bigint      not null,
    currency    text        not null,
    state       text        not null check (state in ('held', 'claimed', 'cancelled')),
    keys        text[]      not null,
    units       bigint[]    not null,
    taken_at    timestamptz not null default now(),
    primary key (checkout_id, discount)
);

-- Gives back what a checkout has. Tallies are always locked by key: two who change several wait for each other but never cross.
create or replace function give_discount_uses_back(checkout uuid, cancelled boolean)
returns void language plpgsql as $$
declare
    tally record;
begin
    for tally in
        select k.key, sum(k.units)::bigint as units
        from discount_use u cross join lateral unnest(u.keys, u.units) k (key, units)
        where u.checkout_id = checkout and u.state <> 'cancelled'
        group by k.key order by k.key
    loop
        update discount_tally t set used = t.used - tally.units where t.key = tally.key;
    end loop;

    if cancelled then
        update discount_use u set state = 'cancelled' where u.checkout_id = checkout;
    else
        delete from discount_use u where u.checkout_id = checkout and u.state <> 'cancelled';
    end if;
end;
$$;

-- Makes a checkout have the uses it should have, all or none; what it has already is not taken again. LD001 when a limit does not allow it, with the discount as its detail.
-- Per use: discounts, coupons, amounts. Per tally of a use: of (the discount), keys, units, mosts.
create or replace function take_discount_uses(
    checkout uuid, wanted text, currency text, discounts text[], coupons text[], amounts bigint[], of text[], keys text[], units bigint[], mosts bigint[])
returns void language plpgsql as $$
declare
    tally record;
begin
    -- Two who move one checkout at a time are told apart by its stream, later; here they must not count twice.
    perform pg_advisory_xact_lock(hashtextextended(checkout::text, 1));

    for tally in
        select w.key, min(w.discount) as discount, sum(w.units)::bigint as units, max(w.most) as most
        from unnest(of, keys, units, mosts) w (discount, key, units, most)
        where not exists (select 1 from discount_use u where u.checkout_id = checkout and u.discount = w.discount)
        group by w.key order by w.key
    loop
        insert into discount_tally as t (key, used, most)
        select tally.key, tally.units, tally.most where tally.units <= tally.most
        on conflict (key) do update set used = t.used + excluded.used, most = excluded.most where t.used + excluded.used <= excluded.most;
        if not found then
            raise exception 'A discount''s uses are spent.' using errcode = 'LD001', detail = tally.discount;
        end if;
    end loop;

    insert into discount_use (checkout_id, discount, coupon, amount, currency, state, keys, units)
    select checkout, n.discount, nullif(n.coupon, ''), n.amount, take_discount_uses.currency, wanted,
        coalesce((select array_agg(w.key) from unnest(of, keys) w (discount, key) where w.discount = n.discount), '{}'),
        coalesce((select array_agg(w.units) from unnest(of, units) w (discount, units) where w.discount = n.discount), '{}')
    from unnest(discounts, coupons, amounts) n (discount, coupon, amount)
    on conflict (checkout_id, discount) do update set state = excluded.state where discount_use.state = 'held';
end;
$$;
