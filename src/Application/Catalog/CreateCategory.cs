using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Hangs a new category into the tree.</summary>
public static class CreateCategory
{
    public sealed record Command(string Slug, string Name, string Description, Guid? Parent, int Position) : ICommand<CategoryView>, ICategoryWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new CategoryWordsRules());
    }

    internal sealed class Handler(ICategories categories, IFloorPlan plan) : ICommandHandler<Command, CategoryView>
    {
        public async Task<Result<CategoryView>> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();
            var place = await plan.Place(null, command.Parent, ct);

            return await categories.Decide(id, new Category.Command.Create(command.Details(), place), CategoryView.Of(id), ct);
        }
    }
}
