using Commerce.Application.Pipeline;
using Commerce.Infrastructure;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using StackExchange.Redis;

namespace Commerce.Integration.Topologies;

/// <summary>What is made of a fault of Redis before anybody hears of it. How long it takes is what <c>FailoverSpecs</c> and <c>DegradedRedisSpecs</c> hold.</summary>
public class ResilienceSpecs
{
    private static readonly Exception Fault = new RedisConnectionException(ConnectionFailureType.SocketFailure, CommandFlags.None, "gone", null, CommandStatus.Unknown);

    private readonly IServiceProvider services = new ServiceCollection().AddResilience().BuildServiceProvider();

    private int tries;

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 100)]
    [InlineData(39, 1_950)]
    [InlineData(40, 2_000)]
    [InlineData(long.MaxValue, 2_000)]
    public void a_lost_connection_is_tried_again_after_fifty_milliseconds_more_each_time_up_to_two_seconds(long tried, int milliseconds)
    {
        Assert.Equal(milliseconds, LinearBackOff.After(tried).TotalMilliseconds);
        Assert.True(new LinearBackOff().ShouldRetry(tried - 1, milliseconds));
        Assert.False(new LinearBackOff().ShouldRetry(tried - 1, milliseconds - 1));
    }

    /// <summary>After the first, which is made outside.</summary>
    [Fact]
    public async Task a_fault_of_the_connection_is_tried_three_times_more()
    {
        await Assert.ThrowsAsync<RedisConnectionException>(async () => await Run(RedisLayer.Operational, () => throw Fault));

        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task what_ends_meanwhile_is_answered()
    {
        Assert.Equal("there", await Run(RedisLayer.Session, () => tries < 3 ? throw Fault : "there"));
    }

    [Theory]
    [InlineData("ERR Error running script")]
    [InlineData("WRONGTYPE Operation against a key holding the wrong kind of value")]
    [InlineData("NOPERM this user has no permissions to run the 'flushall' command")]
    public async Task a_refusal_is_tried_once(string refusal)
    {
        await Assert.ThrowsAsync<RedisServerException>(async () => await Run(RedisLayer.Operational, () => throw new RedisServerException(RedisErrorKind.UnknownError, CommandFlags.None, refusal)));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task a_layer_whose_circuit_is_open_asks_nothing_and_the_others_go_on()
    {
        // It is open for a second only, and this process may pause for longer just then.
        await Eventually.True(async () =>
        {
            for (var i = 0; i < 10; i++)
                await Assert.ThrowsAnyAsync<Exception>(async () => await Run(RedisLayer.Application, () => throw Fault));

            tries = 0;
            return await Record.ExceptionAsync(async () => await Run(RedisLayer.Application, () => "there")) is BrokenCircuitException;
        });
        Assert.Equal(0, tries);
        Assert.Equal("there", await Run(RedisLayer.Operational, () => "there"));
        Assert.Equal("there", await Run(RedisLayer.Session, () => "there"));
    }

    private async Task<string> Run(RedisLayer layer, Func<string> answer)
    {
        return await services.GetRequiredService<ResiliencePipelineProvider<RedisLayer>>().GetPipeline(layer).ExecuteAsync(_ =>
        {
            tries++;
            return ValueTask.FromResult(answer());
        });
    }
}
