using System.Diagnostics;

namespace Commerce.Integration.Host;

/// <summary>The program started as production starts it, with settings that cannot work.</summary>
public class SettingsSpecs
{
    private const string Postgres = "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1";
    private const string Redis = "127.0.0.1:1";
    private const string Key = "a-signing-key-of-more-than-32-bytes!!";

    [Theory]
    [InlineData("ConnectionStrings__postgres", null)]
    [InlineData("ConnectionStrings__redis", null)]
    [InlineData("Access__SigningKey", null)]
    [InlineData("Access__SigningKey", "short")]
    [InlineData("Access__RetiredSigningKeys__0", "short")]
    [InlineData("Http__Cors__Origins__0", "*")]
    [InlineData("Http__Cors__Origins__0", "shop.example")]
    [InlineData("Http__Cors__Origins__0", "https://shop.example/path")]
    [InlineData("ConnectionStrings__postgres", "this is no connection string")]
    [InlineData("Redis__Connections", "1")]
    [InlineData("Redis__Connections", "11")]
    [InlineData("Redis__PasswordFile", "/nowhere/password")]
    [InlineData("Redis__PasswordFile", "/dev/null")]
    [InlineData("Redis__Tls__CaFile", "/nowhere/ca.pem")]
    [InlineData("Redis__Tls__CaFile", "/dev/null")]
    [InlineData("Redis__Tls__CertificateFile", "/nowhere/client.pem")]
    [InlineData("Redis__Tls__KeyFile", "/nowhere/client.key")]
    [InlineData("Payments__Providers__0", "acme")]
    [InlineData("Redis__Ttl__CheckoutLock", "99999")]
    [InlineData("Limits__LogIn__Quota", "-1")]
    [InlineData("Http__DrainSeconds", "soon")]
    [InlineData("Limits__Hold__Seconds", "0")]
    [InlineData("Limits__Variant__AtOnce", "many")]
    public async Task refuse_to_start_and_name_the_variable(string variable, string? value)
    {
        var (status, said) = await Start(variable, value);

        Assert.Equal(78, status);
        var asked = variable.StartsWith("Redis__Ttl", StringComparison.Ordinal) ? "Redis__Ttl" : variable;
        Assert.Contains(asked, said, StringComparison.Ordinal);
        Assert.Contains(asked.Replace("__", ":", StringComparison.Ordinal), said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    /// <summary>Half a provider is none, and the other half is a secret.</summary>
    [Theory]
    [InlineData("Payments__Stripe__SecretKey", "sk_test_1", "Payments:Stripe:WebhookSecret")]
    [InlineData("Payments__Stripe__WebhookSecret", "whsec_1", "Payments:Stripe:SecretKey")]
    [InlineData("Payments__Stripe__ReturnUrl", "https://shop.example", "Payments:Stripe:WebhookSecret")]
    public async Task refuse_half_a_provider_by_the_name_of_the_missing_half(string variable, string value, string missing)
    {
        var (status, said) = await Start(variable, value);

        Assert.Equal(78, status);
        Assert.Contains(missing, said, StringComparison.Ordinal);
        Assert.DoesNotContain(value, said, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Said)> Start(string variable, string? value)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, given) in new[] { ("ConnectionStrings__postgres", Postgres), ("ConnectionStrings__redis", Redis), ("Access__SigningKey", Key), ("ASPNETCORE_ENVIRONMENT", "Production") })
            start.Environment[name] = given;
        if (value is null)
            start.Environment.Remove(variable);
        else
            start.Environment[variable] = value;

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var said = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await said);
    }
}
