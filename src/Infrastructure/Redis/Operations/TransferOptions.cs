namespace Commerce.Infrastructure.Redis.Operations;

/// <param name="Match">Pattern of the keys, as SCAN reads it.</param>
/// <param name="Overwrite">Keys that the target had before may be replaced; they are never deleted.</param>
/// <param name="Batch">Keys read and written at once.</param>
/// <param name="Passes">Comparisons at most.</param>
/// <param name="KeepsInstants">Keys expire at the instant they were to, whatever the clocks of the servers say of the present.</param>
internal sealed record TransferOptions(string Match = "*", bool Overwrite = false, int Batch = 500, int Passes = 10, bool KeepsInstants = false);
