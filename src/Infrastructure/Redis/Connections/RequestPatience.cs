using System.Diagnostics;
using Commerce.Application.Pipeline;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// How long one request waits for a Redis that fails, over everything it asks of it: several waits in a row are no longer than one. Only what failed counts, so that much work, or slow work, is not
/// cut short. Background work has no such bound; each of its operations has its own.
/// </summary>
internal sealed class RequestPatience : IDisposable
{
    private static readonly AsyncLocal<RequestPatience?> OfThisRequest = new();

    private readonly RequestPatience? outer = OfThisRequest.Value;
    private long spent;
    private volatile bool isOver;

    private RequestPatience() { }

    /// <summary>Null outside of a request, and in what a request has left running behind it.</summary>
    public static RequestPatience? Current => OfThisRequest.Value is { isOver: false } patience ? patience : null;

    /// <summary>From here to its end, in everything that is called.</summary>
    public static RequestPatience Begin()
    {
        var patience = new RequestPatience();
        OfThisRequest.Value = patience;
        return patience;
    }

    public void Dispose()
    {
        isOver = true;
        OfThisRequest.Value = outer;
    }

    /// <summary>What is left of a wait that may be this long; zero when there is nothing.</summary>
    public TimeSpan Left(TimeSpan longest) => longest - Stopwatch.GetElapsedTime(0, Interlocked.Read(ref spent)) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <param name="since">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Spend(long since) => Interlocked.Add(ref spent, Stopwatch.GetTimestamp() - since);
}

/// <summary>Gives every request its patience.</summary>
internal sealed class GivenPatience : IPatience
{
    public IDisposable Begin() => RequestPatience.Begin();
}
