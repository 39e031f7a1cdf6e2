-- The ledger of the sandbox provider. None of it is the shop's: the gateway writes it in transactions of its own, and the shop learns of it by answers and webhooks only.

create table if not exists sandbox_account (
    only_one       boolean primary key default true check (only_one),
    webhook_secret text    not null
);
insert into sandbox_account (webhook_secret) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')) on conflict do nothing;

create table if not exists sandbox_payment (
    reference      text        primary key,
    attempt_id     uuid        not null unique,
    checkout_id    uuid        not null,
    token          text        not null,
    currency       text        not null,
    amount         bigint      not null check (amount > 0), -- asked for
    approved       bigint      not null,                    -- authorised, once it is
    automatic      boolean     not null,                    -- captured together with the authorisation
    status         text        not null check (status in ('action_required', 'pending', 'authorised', 'captured', 'declined', 'voided')),
    reason         text,
    captured       bigint      not null default 0,
    refunded       bigint      not null default 0,
    capture_fails  text,                                    -- the reason with which every capture is declined
    refund_fails   text,
    verdict        text        not null default 'authorised', -- what a pending or challenged payment becomes
    verdict_reason text,
    return_to      text,
    webhook_url    text,                                    -- null: to whichever node delivers
    decides_at     timestamptz,                             -- when a pending payment decides itself; null: when someone does it at its page
    notifies       boolean     not null,
    copies         int         not null,                    -- how often each webhook is delivered
    created_at     timestamptz not null default now(),
    check (refunded <= captured and captured <= approved)
) with (fillfactor = 70); -- room for the next version of a row on its own page
alter table sandbox_payment add column if not exists void_fails text;
alter table sandbox_payment add column if not exists fails_once boolean not null default false; -- a void or refund, under its first key only
create index if not exists sandbox_payment_decides_at on sandbox_payment (decides_at) where decides_at is not null;

-- What was done under which key of the merchant: the same key is answered, not done again.
create table if not exists sandbox_operation (
    reference text   not null,
    kind      text   not null,
    key       text   not null,
    amount    bigint not null,
    outcome   text   not null,
    reason    text,
    primary key (reference, kind, key)
);

create table if not exists sandbox_event (
    id           text        primary key,
    body         text        not null, -- the very bytes that are signed and sent
    webhook_url  text,
    copies       int         not null,
    tries        int         not null default 0,
    created_at   timestamptz not null default now(),
    deliver_at   timestamptz not null default now(),
    delivered_at timestamptz
);
create index if not exists sandbox_event_deliver_at on sandbox_event (deliver_at) where delivered_at is null;

create or replace function sandbox_notify(payment sandbox_payment, refund_key text default null, refund_amount bigint default null) returns void language plpgsql as $$
declare
    event text := 'evt_' || replace(gen_random_uuid()::text, '-', '');
begin
    if payment.notifies then
        insert into sandbox_event (id, webhook_url, copies, body) values (event, payment.webhook_url, payment.copies, jsonb_build_object(
            'id', event,
            'type', 'payment.' || case when refund_key is null then payment.status else 'refunded' end,
            'createdAt', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'reference', payment.reference,
            'attemptId', payment.attempt_id,
            'currency', payment.currency,
            'amount', case when refund_key is not null then refund_amount when payment.status = 'captured' then payment.captured else payment.approved end,
            'reason', payment.reason,
            'key', refund_key)::text);
    end if;
end $$;

create or replace function sandbox_authorise(asked sandbox_payment) returns sandbox_payment language plpgsql as $$
declare
    payment sandbox_payment;
begin
    insert into sandbox_payment select (asked).* on conflict (attempt_id) do nothing returning * into payment;
    if found then
        if payment.status in ('authorised', 'captured', 'declined') then
            perform sandbox_notify(payment);
        end if;
        return payment;
    end if;

    select * into strict payment from sandbox_payment where attempt_id = asked.attempt_id;
    return payment;
end $$;

-- Ends the waiting of a payment, once.
create or replace function sandbox_decide(which text, approved boolean) returns sandbox_payment language plpgsql as $$
declare
    payment sandbox_payment;
begin
    update sandbox_payment p set
        decides_at = null,
        status = case when not sandbox_decide.approved or p.verdict = 'declined' then 'declined' when p.automatic then 'captured' else 'authorised' end,
        reason = case when not sandbox_decide.approved then 'challenge_failed' when p.verdict = 'declined' then p.verdict_reason end,
        captured = case when sandbox_decide.approved and p.verdict = 'authorised' and p.automatic then p.approved else 0 end
    where p.reference = which and p.status in ('action_required', 'pending')
    returning * into payment;
    if found then
        perform sandbox_notify(payment);
        return payment;
    end if;

    select * into payment from sandbox_payment where reference = which;
    return payment;
end $$;

-- Capture, void or refund under a key. A negative amount means: none was named (void).
create or replace function sandbox_perform(op text, which text, sum bigint, sum_currency text, op_key text, out outcome text, out reason text, out amount bigint, out token text, out repeated boolean)
language plpgsql as $$
declare
    payment sandbox_payment;
begin
    select * into payment from sandbox_payment p where p.reference = which for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;

    token := payment.token;
    repeated := true;
    select o.outcome, o.reason, o.amount into outcome, reason, amount from sandbox_operation o where o.reference = which and o.kind = op and o.key = op_key;
    if found then
        return;
    end if;

    repeated := false;
    amount := sum;
    if payment.fails_once and exists (select 1 from sandbox_operation o where o.reference = which and o.kind = op and o.outcome = 'declined') then
        payment.refund_fails := null;
        payment.void_fails := null;
    end if;
    reason := case
        when op <> 'void' and sum_currency <> payment.currency then 'currency_differs'
        when op <> 'void' and sum <= 0 then 'amount_invalid'
        when op = 'capture' and payment.status <> 'authorised' then 'not_authorised'
        when op = 'capture' and payment.capture_fails is not null then payment.capture_fails
        when op = 'capture' and sum > payment.approved then 'amount_too_large'
        when op = 'void' and payment.status = 'captured' then 'already_captured'
        when op = 'void' and payment.status = 'authorised' and payment.void_fails is not null then payment.void_fails
        when op = 'refund' and payment.status <> 'captured' then 'not_captured'
        when op = 'refund' and payment.refund_fails is not null then payment.refund_fails
        when op = 'refund' and sum > payment.captured - payment.refunded then 'amount_too_large'
    end;
    outcome := case when reason is not null then 'declined' when op = 'capture' then 'captured' when op = 'void' then 'voided' else 'refunded' end;

    if reason is null then
        update sandbox_payment p set
            status = case op when 'capture' then 'captured' when 'void' then 'voided' else p.status end,
            captured = case op when 'capture' then sum else p.captured end,
            refunded = case op when 'refund' then p.refunded + sum else p.refunded end,
            decides_at = null
        where p.reference = which and not (op = 'void' and p.status in ('voided', 'declined'))
        returning * into payment;
        if found then
            perform sandbox_notify(payment, case op when 'refund' then op_key end, sum);
        end if;
    end if;

    insert into sandbox_operation values (which, op, op_key, sum, outcome, reason);
end $$;
