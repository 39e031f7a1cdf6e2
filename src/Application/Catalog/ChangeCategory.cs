using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Changes what a category says of itself, or hangs it elsewhere with all that is below it.</summary>
public static class ChangeCategory
{
    public sealed record Command(Guid CategoryId, long? Expected, string Slug, string Name, string Description, Guid? Parent, int Position)
        : ICommand<CategoryView>, ICategoryWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new CategoryWordsRules());
    }

    internal sealed class Handler(ICategories categories, IFloorPlan plan) : ICommandHandler<Command, CategoryView>
    {
        public async Task<Result<CategoryView>> Handle(Command command, CancellationToken ct)
        {
            var id = command.CategoryId;
            var place = await plan.Place(id, command.Parent, ct);

            return await categories.Decide(id, command.Expected, new Category.Command.Change(id, command.Details(), place), CategoryView.Of(id), ct);
        }
    }
}
