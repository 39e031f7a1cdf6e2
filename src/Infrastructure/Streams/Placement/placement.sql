-- Order numbers count up without a gap: the row is changed in the transaction that places the order, so a number that is not kept is not used up.
create table if not exists order_number (
    only_one boolean primary key default true check (only_one),
    last bigint not null
);

insert into order_number (last) values (100000) on conflict do nothing;

-- Claims stock for several orders in one call, each all or none, in the order given. One row per order and variant:
-- what was left of it, perhaps after later ones of the call, or how it stood when the order was refused. Runs in the caller's transaction; nobody else sees any of it before its commit.
create or replace function claim_orders(orders int[], variants text[], units bigint[])
returns table (member int, variant_id text, taken boolean, on_hand bigint, version bigint, backorderable bigint, number bigint)
language plpgsql as $$
#variable_conflict use_column
declare
    claimed int;
    next bigint;
    used bigint := 0;
begin
    -- Every writer locks in one order, so two of them wait for each other but never cross.
    perform 1 from stock_level s where s.variant_id = any (variants) order by s.variant_id for update;
    select n.last into next from order_number n for update;

    -- Enough for all of them, as a rule: then each variant changes once.
    if not exists (
        select 1
        from (select w.variant_id, sum(w.units) as units from unnest(variants, units) w (variant_id, units) group by w.variant_id) w
        left join stock_level s using (variant_id)
        where coalesce(s.on_hand + greatest(s.backorder_limit - s.backordered, 0), 0) < w.units
    ) then
        return query
            with taken as (
                update stock_level s
                set on_hand = s.on_hand - least(s.on_hand, w.units),
                    backordered = s.backordered + (w.units - least(s.on_hand, w.units)),
                    version = s.version + w.members
                from (select w.variant_id, sum(w.units)::bigint as units, count(*) as members from unnest(variants, units) w (variant_id, units) group by w.variant_id) w
                where s.variant_id = w.variant_id
                returning s.variant_id, s.on_hand, s.version, greatest(s.backorder_limit - s.backordered, 0) as backorderable
            )
            select w.member, t.variant_id, true, t.on_hand, t.version, t.backorderable, next + dense_rank() over (order by w.member)
            from unnest(orders, variants, units) w (member, variant_id, units) join taken t using (variant_id);
        update order_number n set last = next + (select count(distinct o) from unnest(orders) o);
        return;
    end if;

    for claimed in select distinct o from unnest(orders) o order by o loop
        if exists (
            select 1
            from unnest(orders, variants, units) w (member, variant_id, units)
            left join stock_level s using (variant_id)
            where w.member = claimed and coalesce(s.on_hand + greatest(s.backorder_limit - s.backordered, 0), 0) < w.units
        ) then
            return query
                select claimed, w.variant_id, false, coalesce(s.on_hand, 0), coalesce(s.version, 0), coalesce(greatest(s.backorder_limit - s.backordered, 0), 0), null::bigint
                from unnest(orders, variants, units) w (member, variant_id, units)
                left join stock_level s using (variant_id)
                where w.member = claimed;
        else
            used := used + 1;
            return query
                update stock_level s
                set on_hand = s.on_hand - least(s.on_hand, w.units),
                    backordered = s.backordered + (w.units - least(s.on_hand, w.units)),
                    version = s.version + 1
                from unnest(orders, variants, units) w (member, variant_id, units)
                where w.member = claimed and s.variant_id = w.variant_id
                returning claimed, s.variant_id, true, s.on_hand, s.version, greatest(s.backorder_limit - s.backordered, 0), next + used;
        end if;
    end loop;

    if used > 0 then
        update order_number n set last = next + used;
    end if;
end;
$$;
