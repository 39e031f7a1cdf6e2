using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Puts an archived collection back into the shop.</summary>
public static class RestoreCollection
{
    public sealed record Command(Guid CollectionId, long? Expected) : ICommand<CollectionView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CollectionId).NotEmpty();
    }

    internal sealed class Handler(ICollections collections) : ICommandHandler<Command, CollectionView>
    {
        public Task<Result<CollectionView>> Handle(Command command, CancellationToken ct) =>
            collections.Decide(command.CollectionId, command.Expected, new Collection.Command.Restore(), CollectionView.Of(command.CollectionId), ct);
    }
}
