namespace Commerce.Integration.Support;

/// <summary>The real PostgreSQL and the real Redis of this run.</summary>
internal sealed record Backends(string Postgres, string Redis)
{
    public static Lazy<Task<Backends>> Running { get; } = new(() => Task.FromResult(new Backends(Need("COMMERCE_TEST_POSTGRES"), Need("COMMERCE_TEST_REDIS"))));

    private static string Need(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
