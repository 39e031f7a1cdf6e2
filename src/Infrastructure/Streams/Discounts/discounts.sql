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
-- wanted: a list of { discount, coupon, amount, currency, tallies: [{ key, units, most }] }.
create or replace function take_discount_uses(checkout uuid, becomes text, wanted jsonb)
returns void language plpgsql as $$
declare
    tally record;
begin
    -- Two who move one checkout at a time are told apart by its stream; here they must not count twice.
    perform pg_advisory_xact_lock(hashtextextended(checkout::text, 1));

    for tally in
        select t.key, min(w.discount) as discount, sum(t.units)::bigint as units, max(t.most) as most
        from jsonb_to_recordset(wanted) w (discount text, tallies jsonb) cross join lateral jsonb_to_recordset(w.tallies) t (key text, units bigint, most bigint)
        where not exists (select 1 from discount_use u where u.checkout_id = checkout and u.discount = w.discount)
        group by t.key order by t.key collate "C"
    loop
        insert into discount_tally as t (key, used, most)
        select tally.key, tally.units, tally.most where tally.units <= tally.most
        on conflict (key) do update set used = t.used + excluded.used, most = excluded.most where t.used + excluded.used <= excluded.most;
        if not found then
            raise exception 'A discount''s uses are spent.' using errcode = 'LD001', detail = tally.discount;
        end if;
    end loop;

    insert into discount_use (checkout_id, discount, coupon, amount, currency, state, keys, units)
    select checkout, w.discount, w.coupon, w.amount, w.currency, becomes,
        coalesce((select array_agg(t.key) from jsonb_to_recordset(w.tallies) t (key text)), '{}'),
        coalesce((select array_agg(t.units) from jsonb_to_recordset(w.tallies) t (units bigint)), '{}')
    from jsonb_to_recordset(wanted) w (discount text, coupon text, amount bigint, currency text, tallies jsonb)
    on conflict (checkout_id, discount) do update set state = excluded.state where discount_use.state = 'held';
end;
$$;

-- Brings the uses of all checkouts of a commit to what their states say: held, claimed, or given back. All tallies that are there are locked first, in one order.
create or replace function keep_discount_uses(checkouts uuid[], states text[], wanted jsonb[])
returns void language plpgsql as $$
begin
    perform 1 from discount_tally t
    where t.key in (
        select k.key from unnest(wanted) w (uses) cross join lateral jsonb_to_recordset(w.uses) u (tallies jsonb) cross join lateral jsonb_to_recordset(u.tallies) k (key text)
        union select unnest(u.keys) from discount_use u where u.checkout_id = any (checkouts))
    order by t.key for update;

    for i in 1 .. cardinality(checkouts) loop
        if states[i] = 'given back' then
            perform give_discount_uses_back(checkouts[i], false);
        else
            perform take_discount_uses(checkouts[i], states[i], wanted[i]);
        end if;
    end loop;
end;
$$;
