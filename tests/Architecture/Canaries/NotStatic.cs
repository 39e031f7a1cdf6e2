using Commerce.Application.Pipeline;

namespace Commerce.Architecture.Canaries;

public class NotStatic
{
    public sealed record Command : ICommand<int>;
}

public sealed record LooseRequest : IQuery<int>;

public static class MisnamedRequest
{
    public sealed record Query : ICommand<int>;
}
