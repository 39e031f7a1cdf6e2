-- What others look a checkout up by. Written with each of its facts; the stream is the truth.
create table if not exists checkout_session (
    checkout_id uuid primary key,
    cart_id uuid not null,
    state text not null,
    -- Live, or the one that made the cart an order: there is one of these per cart.
    holds_cart boolean not null,
    -- When somebody has to look at it: its deadline, or the moment from which it rests too long. 'infinity' when never.
    due_at timestamptz not null,
    looks int not null default 0,
    version bigint not null
);

-- The number of the cart's lock this session has written with, and when it last moved.
alter table checkout_session add column if not exists fence bigint not null default 0;
alter table checkout_session add column if not exists moved_at timestamptz not null default now();

create unique index if not exists checkout_session_cart on checkout_session (cart_id) where holds_cart;
create index if not exists checkout_session_ended on checkout_session (cart_id) where not holds_cart;
create index if not exists checkout_session_review on checkout_session (moved_at) where state = 'Review';

-- The lease of a lock may pass on while its owner sleeps. The unique index above keeps the sleeper out as long as the next owner is live; this does once that one has ended.
create or replace function fenced(cart uuid, checkout uuid, number bigint) returns bigint language plpgsql as $$
begin
    if exists (select 1 from checkout_session s where s.cart_id = cart and not s.holds_cart and s.checkout_id <> checkout and s.fence > number) then
        raise exception 'Checkout % has lost the lock of its cart.', checkout using errcode = 'LF001';
    end if;
    return number;
end;
$$;

create index if not exists checkout_session_due on checkout_session (due_at) where due_at < 'infinity';

-- Which checkout recorded a payment attempt: how a provider's news finds it.
create table if not exists payment_attempt (
    attempt_id uuid primary key,
    checkout_id uuid not null
);
