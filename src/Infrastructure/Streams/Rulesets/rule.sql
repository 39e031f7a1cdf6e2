-- The drafts of rules as lists and publications need them; the stream is the truth. As json, not jsonb: the order of members is kept, and with it what tells the cases of a hierarchy apart comes first.
create table if not exists rule (
    kind       text        not null,
    code       text        collate "C" not null,
    definition json        not null,
    revision   integer     not null,
    archived   boolean     not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    version    bigint      not null,
    primary key (kind, code)
);
