using Commerce.Application.Pipeline;
using FluentValidation;

namespace Commerce.Application.Rulesets;

/// <summary>What the lists of all kinds of rules are asked for.</summary>
public interface IRulePage
{
    string? Cursor { get; }
    int Limit { get; }
}

internal sealed class RulePageRules : AbstractValidator<IRulePage>
{
    public RulePageRules()
    {
        RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<string>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
        RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
    }
}
