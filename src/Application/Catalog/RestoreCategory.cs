using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Hangs an archived category back where it was.</summary>
public static class RestoreCategory
{
    public sealed record Command(Guid CategoryId, long? Expected) : ICommand<CategoryView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CategoryId).NotEmpty();
    }

    internal sealed class Handler(ICategories categories) : ICommandHandler<Command, CategoryView>
    {
        public Task<Result<CategoryView>> Handle(Command command, CancellationToken ct) =>
            categories.Decide(command.CategoryId, command.Expected, new Category.Command.Restore(), CategoryView.Of(command.CategoryId), ct);
    }
}
