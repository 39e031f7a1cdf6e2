using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// TLS from PEM files. With <c>CaFile</c> only the authorities in it are believed, whatever else the machine trusts; the server's name is checked in either case. With <c>CertificateFile</c>
/// we show who we are.
/// </summary>
internal static class RedisTls
{
    private const string CaFile = "Redis:Tls:CaFile";
    private const string CertificateFile = "Redis:Tls:CertificateFile";
    private const string KeyFile = "Redis:Tls:KeyFile";

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <exception cref="UnusableSettingException">A file cannot be read, or holds no certificate.</exception>
    public static void Apply(IConfiguration configuration, ConfigurationOptions options)
    {
        var (authorities, certificate, key) = (configuration[CaFile], configuration[CertificateFile], configuration[KeyFile]);
        if (key is not null && certificate is null)
            throw new UnusableSettingException(KeyFile, $"given without {CertificateFile}");

        if (authorities is null && certificate is null)
            return;

        var pinned = authorities is null ? null : Settings.Read(CaFile, authorities, Authorities);
        var ours = certificate is null ? null
            : key is null ? Settings.Read(CertificateFile, certificate, path => Certificate(path, null))
            : Settings.Read(KeyFile, key, keyPath => Certificate(Settings.Read(CertificateFile, certificate, Readable), keyPath));

        // For the client library, and for whoever speaks to a server past it.
        options.Ssl = true;
        options.SslClientAuthenticationOptions = host => new()
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = pinned is null ? null : (_, shown, chain, errors) => IsVouchedFor(pinned, shown as X509Certificate2, chain, errors),
            LocalCertificateSelectionCallback = ours is null ? null : (_, _, _, _, _) => ours,
        };
    }

    private static string Readable(string path)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        return path;
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate");
    }

    /// <summary>Through PKCS#12, because Windows takes no key that came from PEM.</summary>
    private static X509Certificate2 Certificate(string path, string? keyPath)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(path, keyPath);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A chain the machine does not know is what pinning is for; a wrong name, or no certificate, stays wrong.</summary>
    private static bool IsVouchedFor(X509Certificate2Collection authorities, X509Certificate2? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) is not SslPolicyErrors.None)
            return false;

        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, ApplicationPolicy = { ServerAuthentication } } };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (var link in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(link.Certificate);

        return chain.Build(shown);
    }
}
