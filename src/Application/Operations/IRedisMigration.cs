using Commerce.Domain;

namespace Commerce.Application.Operations;

/// <summary>Copies all keys of one Redis to another, one server or a cluster each, while others go on writing to the first. Nobody else may write to the second meanwhile.</summary>
public interface IRedisMigration
{
    /// <summary>
    /// Copies everything once, then compares both whole and mends the differences, again and again until a comparison finds none. Stopped anywhere, the same call goes on from its checkpoint.
    /// Refused with <c>operations.checkpoint_of_another</c> when the file belongs to another migration.
    /// </summary>
    Task<Result<MigrationReport>> Migrate(MigrationPlan plan, IProgress<LayerProgress>? progress, CancellationToken ct);
}

/// <param name="From">The name of a connection string in the settings, or one itself.</param>
/// <param name="To">Likewise.</param>
/// <param name="Match">Pattern of the keys, as SCAN reads it.</param>
/// <param name="Overwrite">Keys that the target had before may be replaced. Without it they stay as they are and are told.</param>
/// <param name="DryRun">Only compares.</param>
/// <param name="Batch">Keys read and written at once.</param>
/// <param name="Passes">Comparisons at most.</param>
/// <param name="Checkpoint">The file that tells how far it is, and which keys the target had before. Gone when all is done.</param>
/// <param name="Prepare">It stays even then, so that a later run may bring what has changed since.</param>
public sealed record MigrationPlan(string From, string To, string Match, bool Overwrite, bool DryRun, int Batch, int Passes, string Checkpoint, bool Prepare);

/// <summary>What was found, and done.</summary>
/// <param name="DryRun">Nothing was changed.</param>
/// <param name="Agrees">The last comparison found every key of the source at the target, equal, and none too many.</param>
/// <param name="Keys">Keys of the source at the last comparison, those that expire within a second left out.</param>
/// <param name="Copied">Keys written in the first pass; in a dry run, keys the target lacks.</param>
/// <param name="Mended">Keys written again or deleted, because somebody had changed them meanwhile; in a dry run, keys that would be replaced.</param>
/// <param name="Kept">Keys that the target had before, with another content, and that were left alone.</param>
/// <param name="FirstKept">The first 20 of them.</param>
/// <param name="Passes">Comparisons made.</param>
/// <param name="Source">Digest of all keys of the source, as the last comparison read them.</param>
/// <param name="Target">Digest of the same keys as the target has them.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record MigrationReport(
    bool DryRun, bool Agrees, long Keys, long Copied, long Mended, long Kept, IReadOnlyList<string> FirstKept, int Passes, string Source, string Target, long Milliseconds);
