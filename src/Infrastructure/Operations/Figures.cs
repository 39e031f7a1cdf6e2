using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Commerce.Infrastructure.Operations;

/// <summary>Figures of the servers and of the way to them, as they were asked for last.</summary>
internal static class Figures
{
    private static readonly ConcurrentDictionary<FigureSampler, bool> Shown = new();

    static Figures()
    {
        var meter = Telemetry.Meter;
        meter.CreateObservableGauge(
            "commerce.redis.connections", () => Each(Connections), description: "Connections to Redis that wait for an answer (active), and those that do not (idle).");
        meter.CreateObservableGauge(
            "commerce.redis.trusted", () => Each<int>(sampler => [new(sampler.IsTrusted ? 1 : 0)]),
            description: "1 while this node may hold stock; 0 while Redis is away or being brought up to date.");
        meter.CreateObservableGauge(
            "commerce.redis.circuit", () => Each(sampler => sampler.Circuits.Select(one => Of(one.State, "layer", one.Layer))),
            description: "The circuit breaker before Redis: 0 closed, 1 trying again, 2 open.");

        Server("memory.used", "By", "Memory a server uses.", server => server.MemoryUsed);
        Server("memory.limit", "By", "Memory a server may use; 0 without a limit.", server => server.MemoryLimit);
        Server("clients", null, "Clients of a server.", server => server.Clients);
        Server("keys", null, "Keys a server holds.", server => server.Keys);
        meter.CreateObservableGauge("commerce.redis.memory.fragmentation.ratio", () => EachServer(server => server.Fragmentation), null, "Memory the system gives a server for what it uses.");
        meter.CreateObservableCounter("commerce.redis.keys.expired", () => EachServer(server => server.Expired), description: "Keys whose time ended, since the server started.");
        meter.CreateObservableCounter(
            "commerce.redis.keys.evicted", () => EachServer(server => server.Evicted), description: "Keys thrown away for want of memory, since the server started; there must be none.");

        meter.CreateObservableGauge(
            "commerce.follower.lag", () => Each(sampler => sampler.Followers.Select(one => Of(one.Facts, "follower", one.Follower))), description: "Facts of the log a follower has not passed yet.");
        meter.CreateObservableGauge(
            "commerce.follower.delay", () => Each(sampler => sampler.Followers.Select(one => Of(one.Age.TotalSeconds, "follower", one.Follower))), "s",
            "Age of the oldest fact a follower has not passed yet.");

        void Server(string name, string? unit, string description, Func<ServerFigures, long> figure) =>
            meter.CreateObservableGauge($"commerce.redis.{name}", () => EachServer(figure), unit, description);
    }

    public static void Show(FigureSampler sampler) => Shown[sampler] = true;

    public static void Hide(FigureSampler sampler) => Shown.TryRemove(sampler, out _);

    private static IEnumerable<Measurement<int>> Connections(FigureSampler sampler)
    {
        var (active, idle) = sampler.Connections();
        return [Of(active, "state", "active"), Of(idle, "state", "idle")];
    }

    private static IEnumerable<Measurement<T>> EachServer<T>(Func<ServerFigures, T> figure)
        where T : struct => Each(sampler => sampler.Servers.Select(server => Of(figure(server), "server", server.Server)));

    private static IEnumerable<Measurement<T>> Each<T>(Func<FigureSampler, IEnumerable<Measurement<T>>> figures)
        where T : struct => Shown.Keys.SelectMany(figures);

    private static Measurement<T> Of<T>(T figure, string tag, string value)
        where T : struct => new(figure, new KeyValuePair<string, object?>(tag, value));
}
