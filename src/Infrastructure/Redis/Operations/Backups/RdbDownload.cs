using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Pipeline;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>Asks a server for its whole content as a new replica does: the server saves itself in a process of its own, answers others meanwhile, and sends the file.</summary>
internal sealed class RdbDownload(EndPoint endpoint, ConfigurationOptions options)
{
    private const int Block = 1 << 18;

    /// <param name="received">Told of bytes as they come, and of how many there will be.</param>
    /// <exception cref="DependencyUnavailableException">It cannot be reached, refuses, or breaks off.</exception>
    public async Task<(long Bytes, string Sha256)> To(string file, Action<int, long> received, CancellationToken ct)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endpoint, ct);
            await using var stream = await Secured(new NetworkStream(socket), ct);
            if (options.Password is { Length: > 0 } password)
                await Ask(stream, ct, options.User is { Length: > 0 } user ? ["AUTH", user, password] : ["AUTH", password]);

            // Spares the server from keeping for us what is written meanwhile.
            await Ask(stream, ct, "REPLCONF", "rdb-only", "1");
            var length = await Ask(stream, ct, "SYNC");
            return await Receive(stream, long.Parse(length.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture), file, received, ct);
        }
        catch (Exception fault) when (fault is SocketException or IOException or FormatException or AuthenticationException)
        {
            throw new DependencyUnavailableException("redis_unavailable", $"The Redis at {Keyspace.Text(endpoint)} does not hand over its content: {fault.Message}", fault);
        }
    }

    private async Task<Stream> Secured(NetworkStream stream, CancellationToken ct)
    {
        if (!options.Ssl)
            return stream;

        var secured = new SslStream(stream);
        var host = options.SslHost ?? (endpoint is DnsEndPoint dns ? dns.Host : $"{((IPEndPoint)endpoint).Address}");
        await secured.AuthenticateAsClientAsync(options.SslClientAuthenticationOptions?.Invoke(host) ?? new() { TargetHost = host }, ct);
        return secured;
    }

    /// <returns>The reply's first line.</returns>
    private static async Task<string> Ask(Stream stream, CancellationToken ct, params string[] words)
    {
        var text = string.Concat(words.Select(word => string.Create(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n")));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\r\n{text}")), ct);
        return await Line(stream, ct) is var reply && reply.StartsWith('-') ? throw new IOException(reply[1..]) : reply;
    }

    /// <summary>Byte by byte: what follows is not text. A server that is still saving sends empty lines, so that we know it lives.</summary>
    private static async Task<string> Line(Stream stream, CancellationToken ct)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (true)
        {
            await stream.ReadExactlyAsync(one, ct);
            if (one[0] is (byte)'\n' && line.Count > 0)
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            if (one[0] is not (byte)'\n')
                line.Add(one[0]);
        }
    }

    private static async Task<(long, string)> Receive(Stream stream, long length, string file, Action<int, long> received, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var output = File.Create(file);
        var block = new byte[Block];
        for (var left = length; left > 0;)
        {
            var read = await stream.ReadAsync(block.AsMemory(0, (int)Math.Min(left, Block)), ct);
            if (read == 0)
                throw new IOException("the connection ended half-way");

            hash.AppendData(block, 0, read);
            await output.WriteAsync(block.AsMemory(0, read), ct);
            left -= read;
            received(read, length);
        }

        await output.FlushAsync(ct);
        output.Flush(flushToDisk: true);
        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
