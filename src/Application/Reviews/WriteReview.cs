using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Commerce.Domain.Reviews;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>Says what a customer thinks of a product they bought, in place of what they said before. It is shown once the staff has let it through.</summary>
public static class WriteReview
{
    public sealed record Command(Guid CustomerId, Guid ProductId, int Rating, string Title, string Text, string Author, long? Expected) : ICommand<ProductReview>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Rating).InclusiveBetween(Stars.Least, Stars.Most);
            RuleFor(c => c.Title).Line(120);
            RuleFor(c => c.Text).Prose(5000);
            RuleFor(c => c.Author).Line(60);
        }
    }

    internal sealed class Handler(IReviews reviews, ICatalog catalog) : ICommandHandler<Command, ProductReview>
    {
        public async Task<Result<ProductReview>> Handle(Command command, CancellationToken ct)
        {
            var id = reviews.IdOf(command.ProductId, command.CustomerId);
            if (!catalog.Current.TryProduct(command.ProductId, out _))
                return Product.Unknown;
            if (!await reviews.HasBought(command.CustomerId, command.ProductId, ct))
                return ReviewRefusals.NotBought;

            var content = new ReviewContent(command.Rating, command.Title.Trim(), command.Text.Trim(), command.Author.Trim());
            return await reviews.Decide(
                id, command.Expected, new Review.Command.Write(new(command.ProductId, command.CustomerId), content), (review, version) => ProductReview.Of(id, review, version), ct);
        }
    }
}
