namespace Commerce.Application.Carts;

/// <summary>Whose cart it is: each owner has one. A cart is reached through its owner only, never by an id that someone else could try.</summary>
public abstract record CartOwner
{
    private CartOwner() { }

    /// <summary>Whoever can show the token: 32 random bytes, base64url.</summary>
    public sealed record Session(string Token) : CartOwner;

    /// <summary>A customer who is signed in.</summary>
    public sealed record Customer(Guid Id) : CartOwner;
}
