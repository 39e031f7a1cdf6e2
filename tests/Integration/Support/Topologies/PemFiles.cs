using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Commerce.Integration.Support.Topologies;

/// <summary>An authority of a spec's own and what it has signed, as PEM files that servers of this run can read.</summary>
internal sealed class PemFiles
{
    private static readonly DateTimeOffset Since = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static int made;

    private readonly string folder;
    private readonly X509Certificate2 authority;

    private PemFiles(string folder, X509Certificate2 authority)
    {
        (this.folder, this.authority) = (folder, authority);
        File.WriteAllText(Ca, authority.ExportCertificatePem());
    }

    public string Ca => Path.Combine(folder, "ca.pem");

    public static async Task<PemFiles> Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Authority {Interlocked.Increment(ref made)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return new(await (await LocalServers.Folder).Closed($"pem-{made}", CancellationToken.None), request.CreateSelfSigned(Since, Since.AddYears(1)));
    }

    /// <summary>Settings of a shop that believes this authority only, and has a certificate of it.</summary>
    public (string Name, string Value)[] Shop()
    {
        var (certificate, key) = Sign("shop");
        return [("Redis:Tls:CaFile", Ca), ("Redis:Tls:CertificateFile", certificate), ("Redis:Tls:KeyFile", key)];
    }

    /// <summary>Lines of the configuration of a server, or a Sentinel, that speaks TLS on this port beside the plain one of the fault kit, and with its like.</summary>
    public string[] Server(int port, string? host = null)
    {
        var (certificate, key) = Sign($"server-{port}", host);
        return [$"tls-port {port}", $"tls-cert-file {certificate}", $"tls-key-file {key}", $"tls-ca-cert-file {Ca}", "tls-auth-clients yes", "tls-replication yes"];
    }

    /// <summary>A certificate for 127.0.0.1, or for a host that is somewhere else; good for servers and for clients.</summary>
    public (string Certificate, string Key) Sign(string name, string? host = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (host is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(host);

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(authority, Since, Since.AddMonths(6), RandomNumberGenerator.GetBytes(8));
        var (pem, keyPem) = (Path.Combine(folder, $"{name}.pem"), Path.Combine(folder, $"{name}.key"));
        File.WriteAllText(pem, certificate.ExportCertificatePem());
        File.WriteAllText(keyPem, key.ExportPkcs8PrivateKeyPem());
        return (pem, keyPem);
    }
}
