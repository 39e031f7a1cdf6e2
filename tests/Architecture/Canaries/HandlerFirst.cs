using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Architecture.Canaries;

public static class HandlerFirst
{
    internal sealed class Handler : IQueryHandler<Query, int>
    {
        public Task<Result<int>> Handle(Query request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    public sealed record Query : IQuery<int>;
}

public static class WithGuests
{
    public sealed record Query : IQuery<int>;

    internal sealed class Handler : IQueryHandler<Query, int>
    {
        public Task<Result<int>> Handle(Query request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    public sealed record Guest;
}
