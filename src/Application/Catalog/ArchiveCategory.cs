using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Takes a category out of the tree with all that hangs below it; its products stay.</summary>
public static class ArchiveCategory
{
    public sealed record Command(Guid CategoryId, long? Expected) : ICommand<CategoryView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CategoryId).NotEmpty();
    }

    internal sealed class Handler(ICategories categories) : ICommandHandler<Command, CategoryView>
    {
        public Task<Result<CategoryView>> Handle(Command command, CancellationToken ct) =>
            categories.Decide(command.CategoryId, command.Expected, new Category.Command.Archive(), CategoryView.Of(command.CategoryId), ct);
    }
}
