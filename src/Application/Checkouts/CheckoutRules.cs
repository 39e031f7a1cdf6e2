using Commerce.Application.Pipeline;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Rules that several requests share.</summary>
internal static class CheckoutRules
{
    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(254).Matches(@"^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+\.[^@\s\p{Cc}]+\z").WithMessage("Must be an e-mail address.");

    public static IRuleBuilderOptions<T, string?> Method<T>(this IRuleBuilder<T, string?> rule) => rule.Matches(@"^[a-z0-9_-]{1,40}\z");
}

internal sealed class PaymentMeansRules : AbstractValidator<PaymentMeans>
{
    public PaymentMeansRules()
    {
        RuleFor(means => means.Token).Text(200);
        RuleFor(means => means.Provider).Matches(@"^[a-z0-9_-]{1,40}\z");
        RuleFor(means => means.ReturnTo).Must(url => url is null || (url.IsAbsoluteUri && url.Scheme is "http" or "https")).WithMessage("Must be an absolute http or https address.");
    }
}
