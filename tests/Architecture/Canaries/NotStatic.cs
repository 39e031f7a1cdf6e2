using Commerce.Application.Pipeline;

namespace Commerce.Architecture.Canaries;

public class NotStatic
{
    public sealed record Command : ICommand<int>
    {
        public override bool Equals(object obj)
        {
            return Equals(obj as Command);
        }
    }
}

public sealed record LooseRequest : IQuery<int>
{
    public override bool Equals(object obj)
    {
        return Equals(obj as LooseRequest);
    }
}

public static class MisnamedRequest
{
    public sealed record Query : ICommand<int>
    {
        public override bool Equals(object obj)
        {
            return Equals(obj as Query);
        }
    }
}
