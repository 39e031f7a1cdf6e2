namespace Commerce.Application.Operations;

/// <summary>The read models as a whole: everything PostgreSQL keeps beside the events so that others find and list it.</summary>
public interface IReadModels
{
    /// <summary>
    /// Folds every stream and writes its read models again, a few hundred streams to a commit. The shop goes on meanwhile: a stream that is being folded takes its next fact afterwards.
    /// Safe to stop and to repeat.
    /// </summary>
    /// <param name="dryRun">Folds every stream, so that a fact nobody can read is found, and writes nothing.</param>
    /// <returns>Streams by aggregate.</returns>
    Task<IReadOnlyDictionary<string, long>> Rebuild(bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct);
}
