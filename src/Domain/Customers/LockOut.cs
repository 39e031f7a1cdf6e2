namespace Commerce.Domain.Customers;

/// <summary>How long a subject (an account, a network address) has to wait after so many failed tries in a row.</summary>
/// <param name="FreeTries">Tries that cost no waiting.</param>
public sealed record LockOut(int FreeTries)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>The wait stops growing here, so that nobody can shut an owner out for long by guessing wrong.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Failures are forgotten when none came for this long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    public static readonly LockOut PerAccount = new(5);

    /// <summary>Many people may share one address.</summary>
    public static readonly LockOut PerAddress = new(50);

    /// <summary>Zero while tries are free, then doubling from <see cref="First"/> to <see cref="Longest"/>.</summary>
    public TimeSpan After(int failures) => failures < FreeTries
        ? TimeSpan.Zero
        : TimeSpan.FromTicks((long)Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, Math.Min(failures - FreeTries, 30))));
}
