using Commerce.Domain;

namespace Commerce.Application.Payments;

/// <summary>What a buyer sees of the sandbox provider: a page that stands for 3-D Secure and the like. No part of the shop.</summary>
public interface ISandboxChallenges
{
    /// <summary>Refused with <c>payment.challenge_unknown</c>.</summary>
    Task<Result<SandboxChallenge>> Show(string reference, CancellationToken ct);

    /// <summary>Decides a payment that waits. One that was decided before stays as it was; refused with <c>payment.challenge_unknown</c> when there is none.</summary>
    Task<Result<SandboxChallenge>> Answer(string reference, bool approve, CancellationToken ct);
}

/// <param name="Status">The provider's word for the payment's state; <c>action_required</c> and <c>pending</c> wait for an answer.</param>
/// <param name="ReturnTo">Where the buyer goes on; null: nowhere.</param>
public sealed record SandboxChallenge(string Reference, Money Amount, string Status, Uri? ReturnTo)
{
    public bool IsOpen => Status is "action_required" or "pending";
}
