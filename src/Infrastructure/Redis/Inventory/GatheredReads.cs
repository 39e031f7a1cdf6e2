namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>
/// One read for all who ask at about the same time, as a group commit is one commit for all who write: while a read is under way the next one gathers, and each key is read once for everybody in it.
/// An answer is never older than its question.
/// </summary>
/// <param name="read">Reads distinct keys; what it throws, everybody in that read gets.</param>
internal sealed class GatheredReads<T>(Func<IReadOnlyCollection<string>, Task<IReadOnlyDictionary<string, T>>> read)
{
    private readonly Lock gate = new();
    private Gathering? next;
    private bool isReading;

    /// <returns>At least the keys asked for.</returns>
    public Task<IReadOnlyDictionary<string, T>> Of(IReadOnlyCollection<string> keys)
    {
        Gathering mine;
        lock (gate)
        {
            mine = next ??= new();
            mine.Keys.UnionWith(keys);
            if (isReading)
                return mine.Answer.Task;

            (next, isReading) = (null, true);
        }

        // The loop outlives whoever starts it and must not carry on in his name.
        using (ExecutionContext.SuppressFlow())
            _ = ReadOn(mine);

        return mine.Answer.Task;
    }

    private async Task ReadOn(Gathering? gathering)
    {
        while (gathering is not null)
        {
            try
            {
                gathering.Answer.SetResult(await read(gathering.Keys));
            }
            catch (Exception fault)
            {
                gathering.Answer.SetException(fault);
            }

            lock (gate)
            {
                (gathering, next) = (next, null);
                isReading = gathering is not null;
            }
        }
    }

    private sealed class Gathering
    {
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<IReadOnlyDictionary<string, T>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
