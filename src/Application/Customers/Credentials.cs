using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Proves by e-mail and password who somebody is. The only place where a password is looked at.</summary>
internal sealed class Credentials(ICustomers customers, ICustomerList list, IPasswords passwords, ILogInAttempts attempts, IAccessTokens tokens)
{
    /// <summary>Refused alike, and after the same work, for an unknown e-mail, a wrong password and a shut account.</summary>
    public async Task<Result<Proven>> Prove(string email, string password, string? address, CancellationToken ct)
    {
        if (!tokens.AreOurs)
            return AccessRefusals.ExternalIssuer;

        var account = EmailAddress.Normal(email);
        if (await attempts.Begin(account, address, ct) is var wait && wait > TimeSpan.Zero)
            return AccessRefusals.LockedOut(wait);

        var id = await list.Find(account, ct) ?? Guid.Empty;
        var customer = (await customers.Load(id, ct)).State;
        var verdict = passwords.Check((customer as Customer.Known)?.Profile.PasswordHash, password);
        if (verdict is PasswordVerdict.Wrong || customer is not Customer.Active { Profile: var profile })
            return AccessRefusals.WrongCredentials;

        await attempts.Succeeded(account, address, ct);
        if (verdict is PasswordVerdict.RightButOld)
            await customers.Decide(id, new Customer.Command.Rehash(passwords.Hash(password)), (_, version) => version, ct);

        return new Proven(id, profile);
    }

    /// <summary>Proves that whoever holds a customer's access token also knows the password. A customer without a password cannot.</summary>
    public async Task<Result<Proven>> ProveAgain(Guid customerId, string password, string? address, CancellationToken ct) =>
        (await customers.Load(customerId, ct)).State is Customer.Known { Profile.Email: { } email, Profile.PasswordHash: not null }
            ? await Prove(email, password, address, ct)
            : CustomerRefusals.HasNoPassword;
}

/// <summary>Somebody whose password was right.</summary>
internal sealed record Proven(Guid CustomerId, Profile Profile);
