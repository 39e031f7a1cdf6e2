-- What everything costs: now, and at any time before. list is a price list's code, '' for the products' own prices.
-- tiers is 'from:amount', several joined by commas, ascending: '1:4900,10:4500'.

create table if not exists price (
    variant_id text collate "C" not null,
    list text collate "C" not null,
    currency text collate "C" not null,
    tiers text not null,
    version bigint not null,
    primary key (variant_id, list, currency)
);

create index if not exists price_list on price (list, variant_id) where list <> '';

-- tiers is null from where there is no price any more.
create table if not exists price_history (
    variant_id text collate "C" not null,
    list text collate "C" not null,
    currency text collate "C" not null,
    version bigint not null,
    tiers text,
    at timestamptz not null,
    primary key (variant_id, list, currency, version)
);

create index if not exists price_history_version on price_history (version);

-- The nodes compute the same over what they have in memory.
create or replace function price_hash(p_variant text, p_list text, p_currency text, p_tiers text) returns bytea
language sql immutable strict as $$ select sha256(convert_to(p_variant || '|' || p_list || '|' || p_currency || '|' || p_tiers, 'UTF8')) $$;

create or replace function price_half(p_hash bytea, p_from int) returns bigint
language sql immutable strict as $$ select ('x' || encode(substr(p_hash, p_from, 8), 'hex'))::bit(64)::bigint $$;

-- Writes the prices that are others than before as one version; null ends a price. Null is returned, and no version made, when none is.
create or replace function price_put(p_variants text[], p_list text, p_currencies text[], p_tiers text[], p_author text, p_reason text) returns bigint
language plpgsql as $$
declare
    stamp bigint;
    moment timestamptz;
    high numeric;
    low numeric;
    many int;
begin
    -- Looked at before anybody is kept waiting: most changes of a product leave its prices alone.
    if not exists (
        select from unnest(p_variants, p_currencies, p_tiers) as given (variant, currency, tiers)
        left join price p on p.variant_id = given.variant and p.list = p_list and p.currency = given.currency
        where p.tiers is distinct from given.tiers) then
        return null;
    end if;

    stamp := ruleset_stamp('pricing', p_author, p_reason);
    select published_at into moment from ruleset where kind = 'pricing' and version = stamp;

    with changed as (
        select given.*, p.tiers as before, price_hash(given.variant, p_list, given.currency, given.tiers) as hash, price_hash(given.variant, p_list, given.currency, p.tiers) as hash_before
        from unnest(p_variants, p_currencies, p_tiers) as given (variant, currency, tiers)
        left join price p on p.variant_id = given.variant and p.list = p_list and p.currency = given.currency
        where p.tiers is distinct from given.tiers),
    told as (
        insert into price_history (variant_id, list, currency, version, tiers, at) select variant, p_list, currency, stamp, tiers, moment from changed
        on conflict (variant_id, list, currency, version) do update set tiers = excluded.tiers),
    ended as (
        delete from price p using changed where changed.tiers is null and p.variant_id = changed.variant and p.list = p_list and p.currency = changed.currency),
    put as (
        insert into price (variant_id, list, currency, tiers, version) select variant, p_list, currency, tiers, stamp from changed where tiers is not null
        on conflict (variant_id, list, currency) do update set tiers = excluded.tiers, version = excluded.version)
    select count(*), coalesce(sum(price_half(hash, 1)), 0) - coalesce(sum(price_half(hash_before, 1)), 0), coalesce(sum(price_half(hash, 9)), 0) - coalesce(sum(price_half(hash_before, 9)), 0)
    into many, high, low from changed;

    update ruleset set prices = prices + many, sum_high = ruleset_wrap(sum_high + high), sum_low = ruleset_wrap(sum_low + low),
        digest = ruleset_digest(rules_hash, ruleset_wrap(sum_high + high), ruleset_wrap(sum_low + low))
    where kind = 'pricing' and version = stamp;
    return stamp;
end $$;

-- All prices of a product's variants: one that is not given any more is ended. p_all names the variants, those that were removed among them.
create or replace procedure price_put_product(p_all text[], p_variants text[], p_currencies text[], p_amounts bigint[], p_author text, p_reason text)
language plpgsql as $$
begin
    perform price_put(array_agg(variant), '', array_agg(currency), array_agg(tiers), p_author, p_reason)
    from (
        select variant, currency, '1:' || amount as tiers from unnest(p_variants, p_currencies, p_amounts) as given (variant, currency, amount)
        union all
        select p.variant_id, p.currency, null from price p
        where p.list = '' and p.variant_id = any (p_all)
        and not exists (select from unnest(p_variants, p_currencies) as given (variant, currency) where given.variant = p.variant_id and given.currency = p.currency)) as prices;
end $$;

-- A shop that is older than these tables brings its prices along.
do $$
begin
    if (select version from ruleset_version where kind = 'pricing') = 0 then
        perform price_put(array_agg(variant ->> 'variantId'), '', array_agg(price.key), array_agg('1:' || price.value), 'system', 'Prices of all products.')
        from catalog_product, json_array_elements(content -> 'variants') as variant, json_each_text(variant -> 'prices') as price;
    end if;
end $$;
