using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>A checkout as it stands; nothing changes.</summary>
public static class GetCheckout
{
    /// <param name="Explain">Whether to say why it costs what it costs.</param>
    public sealed record Query(Guid CheckoutId, Caller Caller, bool Explain) : IQuery<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(c => c.CheckoutId).NotEmpty();
    }

    internal sealed class Handler(CheckoutDesk desk, Recomputation recomputation) : IQueryHandler<Query, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Query query, CancellationToken ct) =>
            await (await desk.Find(query.CheckoutId, query.Caller, ct)).Then<CheckoutView>(async own => !query.Explain ? own.View : await Explained(own, ct));

        private async Task<CheckoutView> Explained(OwnCheckout own, CancellationToken ct) => own.Known.Frozen is { } frozen
            ? CheckoutView.Of(own.Id, own.Known, own.Version, null) with { Trace = (await recomputation.Of(frozen, own.Known.Session.Basis, explain: true, ct))?.Trace }
            : CheckoutView.Of(own.Id, own.Known, own.Version, own.Estimate(own.Known, explain: true));
    }
}
