using Commerce.Domain;

namespace Commerce.Application.Payments;

/// <summary>
/// The providers this shop works with. A payment stays with the one it began with, for as long as anything is asked of it; a new one goes to the one the shopper names among those on
/// offer, or to the first of them.
/// </summary>
internal sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways, IPaymentPolicy policy)
{
    /// <summary>The provider of a new payment. Refused with <c>payment.provider_not_offered</c>.</summary>
    public Result<string> Choose(string? named) =>
        named is null ? Offered[0] : Offered.Contains(named, StringComparer.Ordinal) ? named : PaymentRefusals.ProviderNotOffered(Offered);

    /// <summary>Where the payments of this provider are. One that was taken out of the settings answers nothing, which is never a no: its payments wait until it is back.</summary>
    public IPaymentGateway Of(string provider) => Find(provider) ?? new AbsentGateway(provider);

    public IPaymentGateway? Find(string provider) => gateways.FirstOrDefault(gateway => gateway.Provider == provider);

    private IReadOnlyList<string> Offered => policy.Providers is { Count: > 0 } named ? named : [.. gateways.Select(gateway => gateway.Provider)];
}

/// <summary>Nobody decided otherwise.</summary>
internal sealed class EveryProvider : IPaymentPolicy
{
    public IReadOnlyList<string> Providers => [];
}

/// <summary>A provider that payments were made with and that the settings no longer know.</summary>
internal sealed class AbsentGateway(string provider) : IPaymentGateway
{
    public string Provider => provider;

    public Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) => Silent;

    public Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => Silent;

    public Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => Silent;

    public Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Silent;

    public Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => Silent;

    public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => PaymentRefusals.ProviderUnknown;

    private Task<GatewayAnswer> Silent => Task.FromResult<GatewayAnswer>(new GatewayAnswer.Unknown($"The provider '{provider}' is not configured."));
}
