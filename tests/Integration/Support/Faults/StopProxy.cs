using System.Collections.Concurrent;
using System.Reflection;
using Commerce.Application.Carts;
using Commerce.Application.Checkouts;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain.Checkouts;

namespace Commerce.Integration.Support.Faults;

/// <summary>A port with stop points around each of its calls. The step is called after the method, a decision of the checkout after its last command.</summary>
internal class StopProxy<TPort> : DispatchProxy
    where TPort : class
{
    private static readonly ConcurrentDictionary<Type, MethodInfo> Typed = new();

    private TPort port = null!;
    private StopPoints stops = null!;

    public static TPort Around(TPort port, StopPoints stops)
    {
        var proxy = Create<TPort, StopProxy<TPort>>();
        var self = (StopProxy<TPort>)(object)proxy;
        (self.port, self.stops) = (port, stops);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.ReturnType;
        if (!result.IsAssignableTo(typeof(Task)))
            return targetMethod.Invoke(port, BindingFlags.DoNotWrapExceptions, null, args, null);

        var (step, subject) = (StepOf(targetMethod, args!), SubjectOf(args!));
        return result == typeof(Task)
            ? Stopped(step, subject, () => (Task)targetMethod.Invoke(port, BindingFlags.DoNotWrapExceptions, null, args, null)!)
            : Typed.GetOrAdd(result.GetGenericArguments()[0], answer => typeof(StopProxy<TPort>).GetMethod(nameof(StoppedWithAnswer), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(answer))
                .Invoke(this, [step, subject, () => (Task)targetMethod.Invoke(port, BindingFlags.DoNotWrapExceptions, null, args, null)!]);
    }

    private async Task Stopped(string step, string subject, Func<Task> call)
    {
        await stops.Pass(step, "before", subject);
        await call();
        await stops.Pass(step, "after", subject);
    }

    private async Task<TAnswer> StoppedWithAnswer<TAnswer>(string step, string subject, Func<Task> call)
    {
        await stops.Pass(step, "before", subject);
        if (port is IPaymentGateway && stops.ProviderIsDown)
            return (TAnswer)(object)new GatewayAnswer.Unknown("The provider is gone.");

        var answer = await (Task<TAnswer>)call();
        if (port is IPaymentGateway && (stops.Loses(step) || stops.ProviderIsDown))
            return (TAnswer)(object)new GatewayAnswer.Unknown("The provider's answer was lost.");

        await stops.Pass(step, "after", subject);
        return answer;
    }

    private static string StepOf(MethodInfo method, object?[] args) =>
        args.OfType<IReadOnlyList<Checkout.Command>>().FirstOrDefault() is [.., var last] ? $"decide-{Dashed(last.GetType().Name)}" : $"{Dashed(Port)}-{Dashed(method.Name)}";

    /// <summary>What the call is about, in words that travel with it over the wire.</summary>
    private static string SubjectOf(object?[] args) => args.Select(argument => argument switch
    {
        Guid id => $"{id:N}",
        OrderToPlace order => $"{order.CheckoutId:N}",
        IdempotencyKey key => key.Id,
        CartOwner.Session { TokenHash: var hash } => hash,
        _ => null,
    }).FirstOrDefault(subject => subject is not null) ?? "";

    private static string Port => typeof(TPort).Name[1..];

    private static string Dashed(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{letter}" : $"{letter}")).ToLowerInvariant();
}
