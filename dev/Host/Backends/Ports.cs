using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Commerce.Host.Backends;

/// <summary>TCP ports of 127.0.0.1. A free one can be taken by someone else before it is used: whoever starts a server tries again.</summary>
internal static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static bool IsFree(int port) => port > 0 && Bind(port) is not null;

    /// <summary>One that is free and that nobody in this process was given before: between finding it and using it, it looks as free to the next who asks.</summary>
    public static int Free()
    {
        int port;
        do
            port = Bind(0) ?? throw new BackendFailed("This computer has no free TCP port.");
        while (!Given.TryAdd(port, true));

        return port;
    }

    private static int? Bind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
