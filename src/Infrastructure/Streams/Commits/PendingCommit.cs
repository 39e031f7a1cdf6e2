using Commerce.Infrastructure.Streams.Placement;

namespace Commerce.Infrastructure.Streams.Commits;

/// <summary>What one caller wants to have written, on its way through <see cref="SharedCommits"/>.</summary>
/// <param name="touches">Streams, carts and keys; two that touch the same never share a commit.</param>
/// <param name="stage">Puts it on the sheet, and is told what became of its claim. Called again when the commit is tried again.</param>
/// <param name="claims">Units by variant, for those that claim stock.</param>
internal sealed class PendingCommit(IReadOnlyList<object> touches, Action<CommitSheet, OrderClaim?> stage, IReadOnlyDictionary<string, int>? claims = null)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<object> Touches => touches;

    public IReadOnlyDictionary<string, int>? Claims => claims;

    public Task Done => done.Task;

    public void Stage(CommitSheet sheet, OrderClaim? claim) => stage(sheet, claim);

    public void Finish() => done.TrySetResult();

    public void Fail(Exception fault) => done.TrySetException(fault);
}
