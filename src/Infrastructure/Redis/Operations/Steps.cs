using Commerce.Application.Operations;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>Tells how far one step of a long command is. What is there to do is an estimate: others write meanwhile.</summary>
internal sealed class Steps(string name, long total, IProgress<LayerProgress>? progress)
{
    private long done;

    public void Add(long more) => progress?.Report(new(name, Math.Min(done += more, total), total));
}
