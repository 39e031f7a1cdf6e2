namespace Commerce.Integration.Simulation;

/// <summary>
/// Virtual time and the only scheduler: one thread takes one step after the other. Whoever waits is continued inside the step that ends the waiting, on the same thread, because no
/// completion here is allowed to go to the thread pool; a continuation that got away would be found by <see cref="Guard"/>.
/// </summary>
internal sealed class Timeline : TimeProvider
{
    public static readonly DateTimeOffset Dawn = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long At, long Order)> steps = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long now;
    private long order;

    public DateTimeOffset Now => Dawn.AddTicks(now);

    public long Ticks => now;

    public override DateTimeOffset GetUtcNow() => Now;

    public void In(TimeSpan delay, Action step) => steps.Enqueue(step, (now + Math.Max(0, delay.Ticks), order++));

    public Task Pause(TimeSpan delay)
    {
        var pause = new TaskCompletionSource();
        In(delay, pause.SetResult);
        return pause.Task;
    }

    /// <summary>When the next step is; null when there is none.</summary>
    public DateTimeOffset? Next => steps.TryPeek(out _, out var when) ? Dawn.AddTicks(when.At) : null;

    public void Step()
    {
        steps.TryDequeue(out var step, out var when);
        now = Math.Max(now, when.At);
        step!();
        Guard();
    }

    public void Guard()
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException("The simulation has left its thread.");
    }
}
