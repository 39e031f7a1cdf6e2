using System.Threading.Channels;
using Commerce.Infrastructure;
using Npgsql;

namespace Commerce.Integration.Orders;

/// <summary>Many who ask the database at once share a round trip, and nobody hears of what another asked.</summary>
public class GatheredSpecs
{
    private readonly Channel<(int[] Questions, TaskCompletionSource<IReadOnlyList<int>> Answers)> rounds = Channel.CreateUnbounded<(int[], TaskCompletionSource<IReadOnlyList<int>>)>();
    private readonly Gathered<int, int> gathered;

    public GatheredSpecs() => gathered = new(
        questions =>
        {
            var answers = new TaskCompletionSource<IReadOnlyList<int>>();
            rounds.Writer.TryWrite(([.. questions], answers));
            return answers.Task;
        },
        most: 3);

    [Fact]
    public async Task a_question_of_ones_own_is_asked_at_once()
    {
        var asked = gathered.Ask(4, default);

        Assert.Equal<int[]>([4], await Answer());
        Assert.Equal(40, await asked);
    }

    [Fact]
    public async Task who_asks_during_a_round_waits_for_the_next_and_no_round_is_larger_than_it_may_be()
    {
        var first = gathered.Ask(1, default);
        Task<int>[] others = [.. Enumerable.Range(2, 4).Select(question => gathered.Ask(question, default))];
        Assert.Equal<int[]>([1], await Answer());
        Assert.Equal(10, await first);

        Assert.All(others, other => Assert.False(other.IsCompleted));
        Assert.Equal<int[]>([2, 3, 4], await Answer());
        Assert.Equal<int[]>([5], await Answer());
        var answers = await Task.WhenAll(others);
        Assert.Equal([20, 30, 40, 50], answers);
        Assert.Equal(0, rounds.Reader.Count);
    }

    [Fact]
    public async Task what_the_database_refuses_is_heard_by_who_asked_it_alone()
    {
        _ = gathered.Ask(1, default);
        Task<int>[] others = [.. Enumerable.Range(2, 3).Select(question => gathered.Ask(question, default))];
        await Answer();

        await Refuse();
        Assert.Equal<int[]>([2], await Answer());
        await Refuse();
        Assert.Equal<int[]>([4], await Answer());

        Assert.Equal(20, await others[0]);
        await Assert.ThrowsAsync<PostgresException>(() => others[1]);
        Assert.Equal(40, await others[2]);
    }

    [Fact]
    public async Task a_database_that_does_not_answer_is_not_asked_again_for_each()
    {
        _ = gathered.Ask(1, default);
        Task<int>[] others = [.. Enumerable.Range(2, 2).Select(question => gathered.Ask(question, default))];
        await Answer();

        (await Round()).Answers.SetException(new NpgsqlException("gone"));
        foreach (var other in others)
            await Assert.ThrowsAsync<NpgsqlException>(() => other);

        Assert.Equal(0, rounds.Reader.Count);
        var next = gathered.Ask(9, default);
        Assert.Equal<int[]>([9], await Answer());
        Assert.Equal(90, await next);
    }

    [Fact]
    public async Task who_leaves_does_not_disturb_the_others()
    {
        using var leaving = new CancellationTokenSource();
        _ = gathered.Ask(1, default);
        var (gone, stays) = (gathered.Ask(2, leaving.Token), gathered.Ask(3, default));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        await Answer();
        Assert.Equal<int[]>([2, 3], await Answer());
        Assert.Equal(30, await stays);
    }

    private async Task Refuse() => (await Round()).Answers.SetException(new PostgresException("no", "ERROR", "ERROR", PostgresErrorCodes.CheckViolation));

    /// <summary>Answers the next round with ten times each question.</summary>
    private async Task<int[]> Answer()
    {
        var (questions, answers) = await Round();
        answers.SetResult([.. questions.Select(question => question * 10)]);
        return questions;
    }

    /// <summary>The round under way, or the one that is about to begin.</summary>
    private async Task<(int[] Questions, TaskCompletionSource<IReadOnlyList<int>> Answers)> Round()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await rounds.Reader.ReadAsync(deadline.Token);
    }
}
