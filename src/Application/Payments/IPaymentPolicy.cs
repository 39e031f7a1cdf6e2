namespace Commerce.Application.Payments;

/// <summary>What the shop decided about its payments.</summary>
public interface IPaymentPolicy
{
    /// <summary>The providers that new payments may use, the default first; empty for all there are.</summary>
    IReadOnlyList<string> Providers { get; }
}
