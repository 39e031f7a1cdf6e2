using Npgsql;

namespace Commerce.Infrastructure;

/// <summary>
/// One round trip for all who ask at about the same time: while one is under way the next one gathers. Nobody waits for company, and nobody is answered with what was read before the question.
/// </summary>
/// <param name="work">Gets questions in the order they came and answers them in that order. When the database refuses a round, each question is asked alone; any other fault everybody in the round gets.</param>
/// <param name="most">Questions in one round.</param>
internal sealed class Gathered<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> work, int most = 64)
{
    private readonly Lock gate = new();
    private readonly Queue<(TQuestion Question, TaskCompletionSource<TAnswer> Answer)> waiting = new();
    private bool isWorking;

    public Task<TAnswer> Ask(TQuestion question, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue((question, answer));
            if (isWorking)
                return answer.Task.WaitAsync(ct);

            isWorking = true;
        }

        // The loop outlives whoever starts it and must not carry on in his name.
        using (ExecutionContext.SuppressFlow())
            _ = WorkOn();

        return answer.Task.WaitAsync(ct);
    }

    private async Task WorkOn()
    {
        while (Next() is { Length: > 0 } round)
        {
            try
            {
                var answers = await work(Array.ConvertAll(round, one => one.Question));
                for (var i = 0; i < round.Length; i++)
                    round[i].Answer.SetResult(answers[i]);
            }
            catch (PostgresException) when (round.Length > 1)
            {
                // One of them is the reason; the others shall not hear of it.
                foreach (var one in round)
                    await Alone(one);
            }
            catch (Exception fault)
            {
                foreach (var (_, answer) in round)
                    answer.TrySetException(fault);
            }
        }
    }

    private async Task Alone((TQuestion Question, TaskCompletionSource<TAnswer> Answer) one)
    {
        try
        {
            one.Answer.SetResult((await work([one.Question]))[0]);
        }
        catch (Exception fault)
        {
            one.Answer.SetException(fault);
        }
    }

    private (TQuestion Question, TaskCompletionSource<TAnswer> Answer)[] Next()
    {
        lock (gate)
        {
            var round = new (TQuestion, TaskCompletionSource<TAnswer>)[Math.Min(most, waiting.Count)];
            for (var i = 0; i < round.Length; i++)
                round[i] = waiting.Dequeue();

            isWorking = round.Length > 0;
            return round;
        }
    }
}
