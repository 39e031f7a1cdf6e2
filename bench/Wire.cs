using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Commerce.Bench;

/// <summary>
/// One HTTP/1.1 keep-alive connection that does no more than a benchmark needs. The load generator shares the machine with what it measures, so each of its own microseconds is one the program lacks.
/// </summary>
internal sealed class Wire(EndPoint server) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    public Task Connect() => socket.ConnectAsync(server);

    public static byte[] Request(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nHost: bench\r\n");
        foreach (var (name, value) in headers)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");

        if (body is not null)
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    /// <summary>Sends and reads one answer. The spans of <see cref="Answer"/> are valid until the next call.</summary>
    public async Task<Answer> Send(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request[sent..]);

        filled = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            await Receive();

        var bodyStart = headEnd + 4;
        var status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
        if (Header(headEnd, "content-length") is { } length)
        {
            var end = bodyStart + int.Parse(length, CultureInfo.InvariantCulture);
            while (filled < end)
                await Receive();

            return new(status, buffer.AsMemory(0, headEnd), buffer.AsMemory(bodyStart, end - bodyStart));
        }

        if (Header(headEnd, "transfer-encoding") is null)
            return new(status, buffer.AsMemory(0, headEnd), default);

        return new(status, buffer.AsMemory(0, headEnd), await Chunks(bodyStart));
    }

    public void Dispose() => socket.Dispose();

    private async Task<Memory<byte>> Chunks(int start)
    {
        var (read, write) = (start, start);
        while (true)
        {
            int lineEnd;
            while ((lineEnd = buffer.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0)
                await Receive();

            var size = int.Parse(Encoding.ASCII.GetString(buffer, read, lineEnd), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            read += lineEnd + 2;
            while (filled < read + size + 2)
                await Receive();

            if (size == 0)
                return buffer.AsMemory(start, write - start);

            buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(write));
            (read, write) = (read + size + 2, write + size);
        }
    }

    private async Task Receive()
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);

        var received = await socket.ReceiveAsync(buffer.AsMemory(filled));
        filled += received > 0 ? received : throw new IOException("The server closed the connection.");
    }

    private string? Header(int headEnd, string name)
    {
        foreach (var line in Encoding.ASCII.GetString(buffer, 0, headEnd).Split("\r\n").Skip(1))
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();

        return null;
    }
}

/// <summary>What came back; valid until the next request on the same wire.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public string? Header(string name) =>
        Encoding.ASCII.GetString(Head.Span).Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
