using Commerce.Application.Pipeline;

namespace Commerce.Architecture.Canaries;

internal static class ForgetsToValidate
{
    public sealed record Command : ICommand<int>;
}
