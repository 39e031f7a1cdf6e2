using Commerce.Infrastructure.Redis.Inventory;

namespace Commerce.Integration.Inventory;

/// <summary>Many who ask at once are answered by one read, and never by one that began before they asked.</summary>
public class GatheredReadsSpecs
{
    private readonly Queue<(string[] Keys, TaskCompletionSource<IReadOnlyDictionary<string, int>> Answer)> reads = new();
    private readonly GatheredReads<int> gathered;

    public GatheredReadsSpecs() => gathered = new(keys =>
    {
        var answer = new TaskCompletionSource<IReadOnlyDictionary<string, int>>();
        reads.Enqueue(([.. keys.Order()], answer));
        return answer.Task;
    });

    [Fact]
    public async Task a_read_of_ones_own_begins_at_once()
    {
        var asked = gathered.Of(["shirt", "mug"]);

        Assert.Equal(["mug", "shirt"], Answer(1));
        Assert.Equal(1, (await asked)["mug"]);
    }

    [Fact]
    public async Task who_asks_during_a_read_waits_for_the_next_which_reads_each_key_once()
    {
        var first = gathered.Of(["shirt"]);
        var (second, third) = (gathered.Of(["shirt", "mug"]), gathered.Of(["shirt", "cap"]));
        Assert.Equal(["shirt"], Answer(1));
        Assert.Equal(1, (await first)["shirt"]);

        Assert.False(second.IsCompleted);
        Assert.Equal(["cap", "mug", "shirt"], Answer(2));
        Assert.Equal((2, 2), ((await second)["shirt"], (await third)["shirt"]));
        Assert.Empty(reads);
    }

    [Fact]
    public async Task a_fault_reaches_those_who_waited_for_that_read_and_no_one_else()
    {
        var first = gathered.Of(["shirt"]);
        var second = gathered.Of(["mug"]);

        reads.Dequeue().Answer.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);

        Assert.Equal(["mug"], Answer(2));
        Assert.Equal(2, (await second)["mug"]);
        var later = gathered.Of(["cap"]);
        Answer(3);
        Assert.Equal(3, (await later)["cap"]);
    }

    /// <summary>Answers the read under way with the same figure for each of its keys.</summary>
    private string[] Answer(int figure)
    {
        var (keys, answer) = reads.Dequeue();
        answer.SetResult(keys.ToDictionary(key => key, _ => figure));
        return keys;
    }
}
