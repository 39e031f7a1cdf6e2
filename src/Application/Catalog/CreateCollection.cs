using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Opens a collection that products can be put in.</summary>
public static class CreateCollection
{
    public sealed record Command(string Slug, string Name, string Description) : ICommand<CollectionView>, IShelfWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new ShelfWordsRules());
    }

    internal sealed class Handler(ICollections collections) : ICommandHandler<Command, CollectionView>
    {
        public Task<Result<CollectionView>> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();

            return collections.Decide(id, new Collection.Command.Create(command.Details()), CollectionView.Of(id), ct);
        }
    }
}
