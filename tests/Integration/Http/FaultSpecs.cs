using System.Collections.Concurrent;
using System.Net;
using Commerce.Integration.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Integration.Http;

public class FaultSpecs
{
    [Fact]
    public async Task a_fault_of_ours_tells_the_caller_a_trace_and_the_log_the_rest()
    {
        using var log = new Heard();
        await using var node = await Node.Start([], services => services.AddSingleton<ILoggerProvider>(log).AddTransient(typeof(IPipelineBehavior<,>), typeof(Broken<,>)));

        using var answer = await Shop.On(node).Send(HttpMethod.Get, "/v1/products");
        var told = await Shop.Json(answer);

        Assert.Equal((HttpStatusCode.InternalServerError, "internal"), (answer.StatusCode, told.GetProperty("code").GetString()));
        Assert.DoesNotContain(Fault, told.GetRawText(), StringComparison.Ordinal);
        var line = Assert.Single(log.Faults, fault => fault.Thrown is InvalidOperationException && fault.Text.Contains("/v1/products", StringComparison.Ordinal));
        Assert.Equal(Fault, line.Thrown!.Message);
        Assert.Contains(told.GetProperty("traceId").GetString()!, line.Text, StringComparison.Ordinal);
    }

    private const string Fault = "One and one is three.";

    /// <summary>A handler with a bug.</summary>
    private sealed class Broken<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
        where TRequest : notnull
    {
        public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) => throw new InvalidOperationException(Fault);
    }

    /// <summary>Everything that was logged as an error.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(string Text, Exception? Thrown)> Faults { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Faults.Enqueue((formatter(state, exception), exception));
        }

        public void Dispose() { }
    }
}
