using Commerce.Application.Pipeline;
using Commerce.Domain;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Simulation;

/// <summary>One process of the program: the real handlers over ports that remember only what a process would.</summary>
internal sealed class SimulatedNode
{
    private readonly World world;
    private readonly List<TaskCompletionSource<NodeAnswer>> waiting = [];

    public SimulatedNode(World world, string name)
    {
        (this.world, Name) = (world, name);
        Wire = new(world, this);
        Memory = new(world, this);
    }

    public string Name { get; }

    public Wire Wire { get; }

    /// <summary>Which of the node's lives this is; everything that waits in an earlier one waits for ever.</summary>
    public int Epoch { get; private set; }

    public bool IsDown { get; private set; }

    /// <summary>What dies with the process.</summary>
    public NodeMemory Memory { get; private set; }

    public World World => world;

    /// <summary>Never ends if the node dies meanwhile.</summary>
    public Task Pause(TimeSpan delay)
    {
        var (epoch, pause) = (Epoch, new TaskCompletionSource());
        world.Time.In(delay, () =>
        {
            if (epoch == Epoch)
                pause.SetResult();
        });
        return pause.Task;
    }

    public void Die()
    {
        world.Trace.Step(world.Time.Ticks, Name, "dies");
        Epoch++;
        IsDown = true;
        foreach (var client in waiting.ToArray())
            client.TrySetResult(new(null, null, "connection reset", false));

        waiting.Clear();
    }

    public void Start()
    {
        world.Trace.Step(world.Time.Ticks, Name, "starts");
        IsDown = false;
        Memory = new(world, this);
        world.Workers.Start(this);
    }

    /// <summary>A request from outside. Always answered, if only by the loss of the connection.</summary>
    public Task<NodeAnswer> Ask<TValue>(ICommand<TValue> command, Caller caller, IdempotencyKey? key)
    {
        if (IsDown)
            return Task.FromResult(new NodeAnswer(null, null, "connection refused", false));

        var answer = new TaskCompletionSource<NodeAnswer>();
        waiting.Add(answer);
        _ = Serve(command, caller, key, answer);
        return answer.Task;
    }

    /// <summary>Work of the node's own, in a scope as a request has one. What it throws is its own affair, as in a background service.</summary>
    public async Task<bool> Work(Func<IServiceProvider, Task> work)
    {
        using var scope = Wiring.Provider.CreateScope();
        scope.ServiceProvider.GetRequiredService<NodeScope>().Node = this;
        try
        {
            await work(scope.ServiceProvider);
            return true;
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            world.Trace.Step(world.Time.Ticks, Name, "work failed");
            return false;
        }
    }

    private async Task Serve<TValue>(ICommand<TValue> command, Caller caller, IdempotencyKey? key, TaskCompletionSource<NodeAnswer> answer)
    {
        NodeAnswer outcome;
        using var scope = Wiring.Provider.CreateScope();
        scope.ServiceProvider.GetRequiredService<NodeScope>().Node = this;
        var call = scope.ServiceProvider.GetRequiredService<CallContext>();
        (call.Caller, call.Key) = (caller, key);
        try
        {
            var result = await scope.ServiceProvider.GetRequiredService<ISender>().Send(command, CancellationToken.None);
            outcome = new(result.Is(out var value) ? value : null, result.Refusal, null, call.Replayed);
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            outcome = new(null, null, fault.GetType().Name, false);
        }
        catch (Exception bug)
        {
            world.Bugs.Add(bug);
            outcome = new(null, null, bug.GetType().Name, false);
        }

        waiting.Remove(answer);
        world.Time.In(TimeSpan.Zero, () => answer.TrySetResult(outcome));
    }

    /// <summary>What stands for a dependency that does not answer. Everything else is a mistake of the program.</summary>
    private static bool IsPassing(Exception fault) => fault is DependencyUnavailableException or NpgsqlException or OperationCanceledException;
}

/// <summary>How a request ended at the edge of a node.</summary>
/// <param name="Fault">Set when there is no answer, or a 5xx.</param>
internal sealed record NodeAnswer(object? Value, Refusal? Refusal, string? Fault, bool Replayed);

/// <summary>Tells the ports of a scope whose they are.</summary>
internal sealed class NodeScope
{
    public SimulatedNode Node { get; set; } = null!;
}
