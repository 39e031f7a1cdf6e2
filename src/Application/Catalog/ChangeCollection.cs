using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Changes what a collection says of itself.</summary>
public static class ChangeCollection
{
    public sealed record Command(Guid CollectionId, long? Expected, string Slug, string Name, string Description) : ICommand<CollectionView>, IShelfWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new ShelfWordsRules());
    }

    internal sealed class Handler(ICollections collections) : ICommandHandler<Command, CollectionView>
    {
        public Task<Result<CollectionView>> Handle(Command command, CancellationToken ct) =>
            collections.Decide(command.CollectionId, command.Expected, new Collection.Command.Change(command.Details()), CollectionView.Of(command.CollectionId), ct);
    }
}
