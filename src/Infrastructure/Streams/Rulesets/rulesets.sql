-- The versions of prices and rules, for ever: who may have paid by one can be told why.

create table if not exists ruleset_version (
    kind text primary key,
    version bigint not null
);

insert into ruleset_version (kind, version) values ('pricing', 0), ('discounts', 0) on conflict do nothing;

-- rules: the version whose content holds in this one, 0 before the first publication. content is null where that is another version.
-- sum_high, sum_low: of the hashes of all prices, each modulo 2^64. digest: of the rules and the prices together. transaction: the one that made the version.
create table if not exists ruleset (
    kind text not null,
    version bigint not null,
    rules bigint not null,
    content json,
    rules_hash bytea not null,
    sum_high bigint not null,
    sum_low bigint not null,
    digest bytea not null,
    prices int not null,
    author text not null,
    reason text not null,
    published_at timestamptz not null,
    transaction xid8 not null,
    primary key (kind, version)
);

create index if not exists ruleset_published on ruleset (kind, published_at);

create or replace function ruleset_digest(p_rules_hash bytea, p_high bigint, p_low bigint) returns bytea
language sql immutable as $$ select sha256(p_rules_hash || int8send(p_high) || int8send(p_low)) $$;

-- A sum of hashes, brought back to the 64 bits a program adds up in.
create or replace function ruleset_wrap(p_sum numeric) returns bigint
language sql immutable as $$
    select (case when rest >= 9223372036854775808 then rest - 18446744073709551616 else rest end)::bigint
    from (select mod(mod(p_sum, 18446744073709551616) + 18446744073709551616, 18446744073709551616) as rest) as wrapped
$$;

-- Takes the next version, equal to the one before, and keeps the row locked until the commit: so versions are committed in their order, who sees one sees all before it.
-- Several changes of one transaction are one version.
create or replace function ruleset_stamp(p_kind text, p_author text, p_reason text) returns bigint
language plpgsql as $$
declare
    stamp bigint;
    last ruleset;
begin
    select version into stamp from ruleset_version where kind = p_kind for update;
    select * into last from ruleset where kind = p_kind and version = stamp;

    -- The time guards against numbers of transactions that come again in a restored database.
    if last.transaction = pg_current_xact_id() and last.published_at >= transaction_timestamp() then
        update ruleset set reason = 'Several changes at once.' where kind = p_kind and version = stamp and reason <> p_reason;
        return stamp;
    end if;

    update ruleset_version set version = stamp + 1 where kind = p_kind;
    insert into ruleset (kind, version, rules, rules_hash, sum_high, sum_low, digest, prices, author, reason, published_at, transaction)
    values (p_kind, stamp + 1, coalesce(last.rules, 0), coalesce(last.rules_hash, sha256('')), coalesce(last.sum_high, 0), coalesce(last.sum_low, 0),
        coalesce(last.digest, ruleset_digest(sha256(''), 0, 0)), 0, p_author, p_reason, greatest(clock_timestamp(), last.published_at), pg_current_xact_id());
    return stamp + 1;
end $$;

-- Rules that are others than before, as the next version.
create or replace function ruleset_publish(p_kind text, p_content text, p_author text, p_reason text) returns bigint
language plpgsql as $$
declare
    stamp constant bigint := ruleset_stamp(p_kind, p_author, p_reason);
    hash constant bytea := sha256(convert_to(p_content, 'UTF8'));
begin
    update ruleset set rules = stamp, content = p_content::json, rules_hash = hash, digest = ruleset_digest(hash, sum_high, sum_low)
    where kind = p_kind and version = stamp;
    return stamp;
end $$;
