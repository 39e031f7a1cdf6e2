using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Takes a collection out of the shop; its products stay.</summary>
public static class ArchiveCollection
{
    public sealed record Command(Guid CollectionId, long? Expected) : ICommand<CollectionView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CollectionId).NotEmpty();
    }

    internal sealed class Handler(ICollections collections) : ICommandHandler<Command, CollectionView>
    {
        public Task<Result<CollectionView>> Handle(Command command, CancellationToken ct) =>
            collections.Decide(command.CollectionId, command.Expected, new Collection.Command.Archive(), CollectionView.Of(command.CollectionId), ct);
    }
}
