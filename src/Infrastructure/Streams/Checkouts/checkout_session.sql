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

create unique index if not exists checkout_session_cart on checkout_session (cart_id) where holds_cart;
create index if not exists checkout_session_due on checkout_session (due_at) where due_at < 'infinity';

-- Which checkout recorded a payment attempt: how a provider's news finds it.
create table if not exists payment_attempt (
    attempt_id uuid primary key,
    checkout_id uuid not null
);
