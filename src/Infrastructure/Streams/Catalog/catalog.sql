-- What lists, searches and the snapshots of the nodes read. All of it can be made again from the events.

create table if not exists catalog_version (
    single boolean primary key default true check (single),
    version bigint not null
);

insert into catalog_version (version) values (0) on conflict do nothing;

create table if not exists catalog_product (
    product_id uuid primary key,
    status text not null,
    slug text not null constraint catalog_product_slug unique,
    title text not null,
    sort_title text collate "C" not null,
    description text not null,
    tags text[] not null,
    categories uuid[] not null,
    collections uuid[] not null,
    variant_ids text[] not null,
    published_at timestamptz,
    search tsvector not null,
    content json not null,
    stream_version bigint not null,
    changed_at timestamptz not null,
    version bigint not null
);

create index if not exists catalog_product_version on catalog_product (version);
create index if not exists catalog_product_newest on catalog_product (published_at desc, product_id desc) where status = 'published';
create index if not exists catalog_product_title on catalog_product (sort_title, product_id) where status = 'published';
create index if not exists catalog_product_tags on catalog_product using gin (tags);
create index if not exists catalog_product_categories on catalog_product using gin (categories);
create index if not exists catalog_product_collections on catalog_product using gin (collections);
create index if not exists catalog_product_search on catalog_product using gin (search);

-- What the variants of a published product cost, in each currency it can be bought in.
create table if not exists catalog_price (
    product_id uuid not null,
    currency text not null,
    low bigint not null,
    amounts bigint[] not null,
    primary key (product_id, currency)
);

create index if not exists catalog_price_low on catalog_price (currency, low, product_id);

-- Who has which variant id, for ever, and which SKU while the variant exists: these two constraints make both unique in the shop.
create table if not exists catalog_variant (
    variant_id text constraint catalog_variant_id primary key,
    product_id uuid not null,
    sku text
);

create unique index if not exists catalog_variant_sku on catalog_variant (upper(sku));
create index if not exists catalog_variant_product on catalog_variant (product_id);

create table if not exists catalog_shelf (
    shelf_id uuid primary key,
    kind text not null,
    slug text not null,
    name text not null,
    description text not null,
    parent uuid,
    position int not null,
    archived boolean not null,
    stream_version bigint not null,
    version bigint not null,
    constraint catalog_shelf_slug unique (kind, slug)
);

create index if not exists catalog_shelf_version on catalog_shelf (version);

-- Each change takes the next version first and keeps the row locked until its commit. So versions are committed in their order: who sees one sees all before it,
-- and two changes that would wait for each other over a SKU queue up here instead.
create or replace procedure catalog_put_product(
    p_id uuid, p_status text, p_slug text, p_title text, p_description text, p_tags text[], p_categories uuid[], p_collections uuid[],
    p_variants text[], p_skus text[], p_removed text[], p_currencies text[], p_amounts bigint[],
    p_published_at timestamptz, p_content text, p_stream_version bigint, p_at timestamptz)
language plpgsql as $$
declare
    stamp bigint;
    words constant tsvector := setweight(to_tsvector('english', p_title), 'A')
        || setweight(to_tsvector('english', array_to_string(p_tags, ' ')), 'B')
        || setweight(to_tsvector('simple', array_to_string(p_skus, ' ')), 'B')
        || setweight(to_tsvector('english', p_description), 'C');
begin
    update catalog_version set version = version + 1 returning version into stamp;

    insert into catalog_product (product_id, status, slug, title, sort_title, description, tags, categories, collections, variant_ids,
        published_at, search, content, stream_version, changed_at, version)
    values (p_id, p_status, p_slug, p_title, lower(p_title), p_description, p_tags, p_categories, p_collections, p_variants,
        p_published_at, words, p_content::json, p_stream_version, p_at, stamp)
    on conflict (product_id) do update set
        status = excluded.status, slug = excluded.slug, title = excluded.title, sort_title = excluded.sort_title, description = excluded.description,
        tags = excluded.tags, categories = excluded.categories, collections = excluded.collections, variant_ids = excluded.variant_ids,
        published_at = excluded.published_at, search = excluded.search, content = excluded.content,
        stream_version = excluded.stream_version, changed_at = excluded.changed_at, version = excluded.version;

    delete from catalog_price where product_id = p_id;
    insert into catalog_price (product_id, currency, low, amounts)
    select p_id, currency, min(amount), array_agg(distinct amount) from unnest(p_currencies, p_amounts) as price (currency, amount) group by currency;

    delete from catalog_variant where product_id = p_id;
    insert into catalog_variant (variant_id, product_id, sku)
    select variant, p_id, sku from unnest(p_variants, p_skus) as kept (variant, sku)
    union all
    select variant, p_id, null from unnest(p_removed) as gone (variant);
end $$;

create or replace procedure catalog_put_shelf(
    p_id uuid, p_kind text, p_slug text, p_name text, p_description text, p_parent uuid, p_position int, p_archived boolean, p_stream_version bigint)
language plpgsql as $$
declare
    stamp bigint;
    above uuid := p_parent;
begin
    update catalog_version set version = version + 1 returning version into stamp;

    insert into catalog_shelf (shelf_id, kind, slug, name, description, parent, position, archived, stream_version, version)
    values (p_id, p_kind, p_slug, p_name, p_description, p_parent, p_position, p_archived, p_stream_version, stamp)
    on conflict (shelf_id) do update set
        slug = excluded.slug, name = excluded.name, description = excluded.description, parent = excluded.parent, position = excluded.position,
        archived = excluded.archived, stream_version = excluded.stream_version, version = excluded.version;

    -- Two moves at once can each be right and together hang a branch on itself. Behind the lock above only one of them is still right.
    while above is not null loop
        if above = p_id then
            raise exception 'A category would stand below itself.' using errcode = 'check_violation', constraint = 'catalog_shelf_acyclic';
        end if;

        select parent into above from catalog_shelf where shelf_id = above;
    end loop;
end $$;
