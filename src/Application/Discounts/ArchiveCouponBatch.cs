using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Ends the codes of a batch: they open nothing any more. Orders that have used them keep what they got.</summary>
public static class ArchiveCouponBatch
{
    public sealed record Command(Guid BatchId) : ICommand<CouponBatchView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.BatchId).NotEmpty();
    }

    internal sealed class Handler(ICouponBatches batches) : ICommandHandler<Command, CouponBatchView>
    {
        public async Task<Result<CouponBatchView>> Handle(Command command, CancellationToken ct) =>
            await batches.Archive(command.BatchId, ct) is { } archived ? archived : DiscountRefusals.UnknownBatch;
    }
}
