-- Our side of each payment at Stripe. The row is there before Stripe hears of the attempt, and the reference before the buyer's money can be touched: so this table knows for ever
-- which attempt is which PaymentIntent, and what has no reference was never charged.
create table if not exists stripe_payment (
    attempt_id  uuid        primary key,
    checkout_id uuid        not null,
    token       text        not null,
    currency    text        not null,
    amount      bigint      not null,               -- minor units
    automatic   boolean     not null,               -- captured together with the authorisation
    reference   text,                               -- pi_…
    given_up_at timestamptz,                        -- whoever is still about to confirm it comes too late
    begun_at    timestamptz not null default now()  -- when a request of ours last set out to create or confirm it
);
create unique index if not exists stripe_payment_reference on stripe_payment (reference);
