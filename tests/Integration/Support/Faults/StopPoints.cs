using System.Collections.Concurrent;

namespace Commerce.Integration.Support.Faults;

/// <summary>
/// Where a request may be stopped on its way through a checkout: before or after any call of a port (<see cref="StopProxy{TPort}"/>). A request names its point in the header
/// <c>Stop-At</c>, e.g. <c>capture/before</c>; it waits there until it is released, or until its process dies. What has no such header passes.
/// </summary>
internal sealed class StopPoints
{
    public const string Header = "Stop-At";

    /// <summary>Under this name it waits.</summary>
    public const string NameHeader = "Stop-Name";

    private readonly AsyncLocal<Errand?> running = new();
    private readonly ConcurrentDictionary<string, Errand> waiting = new();

    /// <summary>The provider is gone: nothing reaches it and nothing comes back.</summary>
    public volatile bool ProviderIsDown;

    /// <summary>Names of those that wait, each with what its call is about.</summary>
    public IReadOnlyDictionary<string, string> Waiting => waiting.ToDictionary(one => one.Key, one => one.Value.Subject);

    /// <summary>From here on this request is the one called <paramref name="name"/>, to be stopped once.</summary>
    public void Watch(string name, string point) => running.Value = new Errand(name, point);

    /// <summary>Lets one go on.</summary>
    public void Release(string name)
    {
        if (waiting.TryRemove(name, out var errand))
            errand.Go();
    }

    /// <summary>Waits if the running request is to be stopped here.</summary>
    public Task Pass(string step, string phase, string subject) =>
        running.Value is { } errand && errand.Point == $"{step}/{phase}" && errand.Stops(subject) ? Wait(errand) : Task.CompletedTask;

    /// <summary>True once, for a request that is to lose this call's reply.</summary>
    public bool Loses(string step) => running.Value is { } errand && errand.Point == $"{step}/lost" && errand.Stops("");

    private Task Wait(Errand errand)
    {
        waiting[errand.Name] = errand;
        return errand.Released;
    }

    private sealed class Errand(string name, string point)
    {
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int stopped;

        public string Name => name;

        public string Point => point;

        public string Subject { get; private set; } = "";

        public Task Released => released.Task;

        public bool Stops(string subject)
        {
            if (Interlocked.Exchange(ref stopped, 1) != 0)
                return false;

            Subject = subject;
            return true;
        }

        public void Go() => released.TrySetResult();
    }
}
