using Commerce.Application.Customers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Commerce.Infrastructure.Access;

/// <summary>ASP.NET's hasher: PBKDF2 with HMAC-SHA512, 128 random bits of salt, compared in constant time. The hash names its own cost, so the cost can rise later.</summary>
internal sealed class Pbkdf2Passwords : IPasswords
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512; <c>Access:PasswordIterations</c> changes it.</summary>
    private const int Iterations = 210_000;

    private readonly PasswordHasher<Pbkdf2Passwords> hasher;
    private readonly string nobodys;

    public Pbkdf2Passwords(IConfiguration configuration)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = configuration.GetValue("Access:PasswordIterations", Iterations) }));
        nobodys = Hash(Guid.NewGuid().ToString());
    }

    public string Hash(string password) => hasher.HashPassword(this, password);

    public PasswordVerdict Check(string? hash, string password) => (hash, hasher.VerifyHashedPassword(this, hash ?? nobodys, password)) switch
    {
        (null, _) => PasswordVerdict.Wrong,
        (_, PasswordVerificationResult.Success) => PasswordVerdict.Right,
        (_, PasswordVerificationResult.SuccessRehashNeeded) => PasswordVerdict.RightButOld,
        _ => PasswordVerdict.Wrong,
    };
}
