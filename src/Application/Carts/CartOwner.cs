using System.Text.RegularExpressions;
using Commerce.Application.Pipeline;

namespace Commerce.Application.Carts;

/// <summary>Whose cart it is: each owner has one. A cart is reached through its owner only, never by an id that someone else could try.</summary>
public abstract partial record CartOwner
{
    private CartOwner() { }

    /// <summary>Whoever can show the token of which this is the fingerprint. Keys, snapshots and facts know the fingerprint only: nothing that is stored opens a cart.</summary>
    public sealed record Session(string TokenHash) : CartOwner;

    /// <summary>A customer who is signed in.</summary>
    public sealed record Customer(Guid Id) : CartOwner;

    /// <summary>The owner a caller is: the customer, or whoever shows a token of the right form. Null for everybody else.</summary>
    public static CartOwner? Of(Caller caller) => caller switch
    {
        Caller.Customer customer => new Customer(customer.Id),
        Caller.Anonymous { CartToken: { } token } when IsToken(token) => Holder(token),
        _ => null,
    };

    /// <summary>Whoever shows this token: 32 random bytes, base64url.</summary>
    public static Session Holder(string token) => new(Fingerprint.Of(token));

    /// <summary>Whether a text can be a cart token at all.</summary>
    public static bool IsToken(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{43}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
