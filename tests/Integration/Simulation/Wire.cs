using Commerce.Application.Pipeline;
using Npgsql;

namespace Commerce.Integration.Simulation;

/// <summary>
/// The way from a node to its stores. An effect happens in one step, some time after the call and some time before the answer; what may go wrong on the way is the weather's. A node that
/// dies never hears an answer; what it had sent may happen all the same.
/// </summary>
internal sealed class Wire(World world, SimulatedNode node)
{
    private const int RedisTries = 4;

    /// <summary>A request is on its way for at most this long, a late one twice as long again: together less than the time after which an attempt the provider does not know counts as never sent.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>As <c>RedisConnections.Run</c>: tried again on faults, so an effect whose answer is lost happens twice.</summary>
    public async Task<T> Redis<T>(string what, Func<T> effect, Guid about = default, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        for (var attempt = 1; ; attempt++)
        {
            var fate = world.Redis.IsFrozen ? Fate.Fails : world.Weather.Fate(world.Dice, world.Calm ? 0 : world.Weather.RedisFaults);
            if (await Call($"redis {what}", fate, effect, about) is { Done: true, Value: var value })
                return value!;
            if (attempt == RedisTries)
                throw new DependencyUnavailableException("redis_unavailable", "Redis does not answer.");

            await node.Pause(TimeSpan.FromMilliseconds(50 * attempt));
        }
    }

    public async Task<T> Postgres<T>(string what, Func<T> effect, Guid about = default, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        return await Call($"pg {what}", world.Weather.Fate(world.Dice, world.Calm ? 0 : world.Weather.PostgresFaults), effect, about) is { Done: true, Value: var value }
            ? value!
            : throw new NpgsqlException("The connection was cut.");
    }

    /// <summary>False when the provider did not say.</summary>
    public Task<(bool Done, T? Value)> Provider<T>(string what, Func<T> effect, Guid about = default) =>
        Call($"provider {what}", world.Weather.Fate(world.Dice, world.Calm ? 0 : world.Weather.ProviderFaults), effect, about);

    private TimeSpan Travel(int times)
    {
        var (way, longest) = (world.Dice.Around(world.Weather.Latency * times), times == 1 ? Longest : 2 * Longest);
        return way < longest ? way : longest;
    }

    private async Task<(bool Done, T? Value)> Call<T>(string what, Fate fate, Func<T> effect, Guid about)
    {
        var epoch = node.Epoch;
        var answer = new TaskCompletionSource<(bool, T?)>();
        world.Time.In(Travel(1), Arrive);
        return await answer.Task;

        void Arrive()
        {
            // Of a node that has died meanwhile, some requests had left it already.
            if (node.Epoch != epoch && world.Dice.Chance(0.5))
                return;

            if (fate == Fate.Late)
                world.Time.In(Travel(50), () => Happen(out _));

            var (value, fault) = (default(T), (Exception?)null);
            if (fate is Fate.Fine or Fate.ReplyLost)
                value = Happen(out fault);
            else
                world.Trace.Step(world.Time.Ticks, node.Name, fate == Fate.Late ? $"{what} (late)" : $"{what} (lost)", about);

            if (fate == Fate.ReplyLost)
                world.Trace.Step(world.Time.Ticks, node.Name, $"{what} (reply lost)", about);
            if (world.Dice.Chance(0.5))
                Answer(value, fault);
            else
                world.Time.In(Travel(1), () => Answer(value, fault));
        }

        T? Happen(out Exception? fault)
        {
            fault = null;
            try
            {
                var value = effect();
                world.Trace.Step(world.Time.Ticks, node.Name, what, about);
                return value;
            }
            catch (Exception thrown)
            {
                world.Trace.Step(world.Time.Ticks, node.Name, $"{what}: {thrown.GetType().Name}", about);
                fault = thrown;
                return default;
            }
        }

        void Answer(T? value, Exception? fault)
        {
            if (node.Epoch != epoch)
                return;
            if (fate != Fate.Fine)
                answer.SetResult((false, default));
            else if (fault is not null)
                answer.SetException(fault);
            else
                answer.SetResult((true, value));
        }
    }
}
