namespace Commerce.Application.Pipeline;

/// <summary>Where a request says it comes from and sends to. Anybody may say anything: it chooses among prices that everybody may see, and opens none.</summary>
/// <param name="Channel">The sales channel's code; null for the shop's own.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null while nobody knows.</param>
public sealed record Market(string? Channel = null, string? Country = null)
{
    public static Market Unsaid { get; } = new();
}
