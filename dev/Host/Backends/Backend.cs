namespace Commerce.Host.Backends;

/// <summary>A server that answers. Disposing ends it if we started it and leaves it alone if we did not.</summary>
/// <param name="Origin">What serves and from where, for people: <c>PostgreSQL 17.5 from /usr/lib/postgresql/17/bin</c>.</param>
internal sealed record Backend(string ConnectionString, string Origin, Leash? Process = null, IAsyncDisposable? InProcess = null) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Process is not null)
            await Process.DisposeAsync();
        if (InProcess is not null)
            await InProcess.DisposeAsync();
    }
}
