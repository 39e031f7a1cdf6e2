using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>
/// Starts a checkout of the caller's cart and holds its lines. With a payment it goes all the way to the order in one request. A cart that has a live checkout gets that one back.
/// </summary>
public static class StartCheckout
{
    /// <param name="Payment">Null: the shopper pays later.</param>
    public sealed record Command(
        Caller Caller, string? Email, PostalAddress? ShippingAddress, PostalAddress? BillingAddress, string? ShippingMethod, PaymentMeans? Payment) : ICommand<StartedCheckout>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).Email();
            RuleFor(c => c.ShippingAddress!).SetValidator(new PostalAddressRules()).When(c => c.ShippingAddress is not null);
            RuleFor(c => c.BillingAddress!).SetValidator(new PostalAddressRules()).When(c => c.BillingAddress is not null);
            RuleFor(c => c.ShippingMethod).Method();
            RuleFor(c => c.Payment!).SetValidator(new PaymentMeansRules()).When(c => c.Payment is not null);
        }
    }

    internal sealed class Handler(ICarts carts, IInventory inventory, ICheckoutIndex index, CheckoutDesk desk, Pricer pricer, Cashier cashier, CallContext call)
        : ICommandHandler<Command, StartedCheckout>
    {
        public async Task<Result<StartedCheckout>> Handle(Command command, CancellationToken ct)
        {
            call.AnswerOf = Answer(isNew: true);
            var id = IdOf(call.Key);
            if (call.IsKnown && (await desk.Find(id, command.Caller, ct)).Is(out var begun))
                return (await Resume(command, begun, ct)).Map(view => new StartedCheckout(view, IsNew: true));
            if (CartOwner.Of(command.Caller) is not { } owner || await carts.LoadToHold(owner, ct) is not { Cart: { IsEmpty: false } cart })
                return Checkout.CartEmpty;

            var toPrice = await pricer.Prepare(cart, (owner as CartOwner.Customer)?.Id, ct);
            if (toPrice.Refuses(command.ShippingMethod, command.ShippingAddress) is { } methodUnknown)
                return methodUnknown;

            var own = new OwnCheckout(id, Checkout.Initial, 0, toPrice);
            var started = await Go(command, own, [new Checkout.Command.Start(cart.Id, OwnerOf(command.Caller, own.Id), cart.Currency), EditOf(command)], ct);

            return started.Refusal is { Code: "checkout.cart_busy" or "checkout.locked_elsewhere" } ? await GoOn(command, toPrice, owner, ct) : started.Map(view => new StartedCheckout(view, IsNew: true));
        }

        /// <summary>An earlier run of this very request died on the way; whatever became of its checkout since is this one's answer. Its cart may be closed by now, or another.</summary>
        private async Task<Result<CheckoutView>> Resume(Command command, OwnCheckout begun, CancellationToken ct) =>
            command.Payment is not null && (begun.State is not Checkout.Created || begun.ToPrice is not null)
                ? await Go(command, begun, [], ct)
                : begun.View with { OrderToken = command.Caller.OrderToken(begun.Id) };

        /// <summary>Made of the request's idempotency key: the request that is repeated finds the checkout, and the lock, that it began.</summary>
        private static Guid IdOf(IdempotencyKey? key) => key is null ? Guid.CreateVersion7() : Fingerprint.Id($"checkout/{key.Id}");

        private static Func<object?, object?> Answer(bool isNew) => view => view is CheckoutView checkout ? new StartedCheckout(checkout, isNew) : view;

        /// <summary>The cart has a checkout. A finished one means that closing the cart was missed; a live one goes on with what this request brings.</summary>
        private async Task<Result<StartedCheckout>> GoOn(Command command, CartToPrice toPrice, CartOwner owner, CancellationToken ct)
        {
            var cart = toPrice.Cart;
            call.AnswerOf = Answer(isNew: false);
            if (await index.OfCart(cart.Id, ct) is not { } id)
                return Checkout.CartBusy;

            var found = await desk.Find(id, command.Caller, ct);
            if (found.Is(out var own) && own.Known.Frozen is { } frozen)
                await inventory.Lower(cart.Id, Owed(toPrice.Price(command.ShippingAddress).Units.Keys, own.State, frozen), ct);
            if (own?.State is Checkout.Completed)
            {
                await carts.Close(owner, cart.Id, ct);
                return Checkout.CartEmpty;
            }

            var view = await found.Then(own => own.State is Checkout.Created || command.Payment is not null
                ? Go(command, own, own.State is Checkout.Created ? [EditOf(command)] : [], ct)
                : Task.FromResult<Result<CheckoutView>>(own.View with { OrderToken = command.Caller.OrderToken(id) }));
            return view.Map(live => new StartedCheckout(live, IsNew: false));
        }

        /// <summary>The lines were held once more, as they are in the cart now: all that is beyond the frozen ones is let go, and everything where an order has claimed them. Nobody else would end that hold.</summary>
        private static Dictionary<string, int> Owed(IEnumerable<string> held, Checkout state, Quote frozen)
        {
            var owed = state is Checkout.OrderCreated or Checkout.Completed ? null : frozen.UnitsByVariant();
            return held.ToDictionary(variant => variant, variant => owed?.GetValueOrDefault(variant) ?? 0, StringComparer.Ordinal);
        }

        private async Task<Result<CheckoutView>> Go(Command command, OwnCheckout own, IReadOnlyList<Checkout.Command> first, CancellationToken ct)
        {
            var orderToken = command.Caller.OrderToken(own.Id);
            var details = (own.State is Checkout.Known { Session.Details: var told } ? told : new()).With(EditOf(command));
            if (command.Payment is { } means)
                return await cashier.Pay(own, first, details, means, orderToken, ct);

            // How it is sent may still be changed: it stands in nobody's way before the lock.
            var held = await desk.Hold(own.ToPrice!, details with { ShippingMethod = null }, ct);
            return held.Refusal is { } refusal ? refusal : await desk.Change(own, own.State is Checkout.None ? 0 : null, first, ct, orderToken);
        }

        private static Owner OwnerOf(Caller caller, Guid checkoutId) => caller is Caller.Customer customer
            ? new(customer.Id, null, null)
            : new(null, Fingerprint.Of(caller.CartToken!), Fingerprint.Of(caller.OrderToken(checkoutId)!));

        private static Checkout.Command.Edit EditOf(Command command) => new(command.Email, command.ShippingAddress, command.BillingAddress, command.ShippingMethod);
    }
}

/// <param name="IsNew">False: the cart's live checkout, which was there before.</param>
public sealed record StartedCheckout(CheckoutView Checkout, bool IsNew);
