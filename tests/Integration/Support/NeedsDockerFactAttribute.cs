using Commerce.Host.Backends;

namespace Commerce.Integration.Support;

/// <summary>A spec of what is done with a Docker engine. Skipped, with the reason, where none answers.</summary>
internal sealed class NeedsDockerFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Answers = new(() => DockerEngine.Find(Machine.This(default).GetAwaiter().GetResult(), default).GetAwaiter().GetResult() is not null);

    public NeedsDockerFactAttribute()
    {
        if (!Answers.Value)
            Skip = "No Docker engine answers on this machine (docs/testing.md has a script that starts one).";
    }
}
