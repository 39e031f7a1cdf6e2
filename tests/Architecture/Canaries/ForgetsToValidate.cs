using Commerce.Application.Pipeline;

namespace Commerce.Architecture.Canaries;

internal static class ForgetsToValidate
{
    public sealed record Command : ICommand<int>
    {
        public override bool Equals(object obj)
        {
            return Equals(obj as Command);
        }
    }
}
