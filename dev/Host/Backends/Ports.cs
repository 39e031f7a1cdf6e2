using System.Net;
using System.Net.Sockets;

namespace Commerce.Host.Backends;

/// <summary>TCP ports of 127.0.0.1. A free one can be taken by someone else before it is used: whoever starts a server tries again.</summary>
internal static class Ports
{
    public static bool IsFree(int port) => port > 0 && Bind(port) is not null;

    public static int Free() => Bind(0) ?? throw new BackendFailed("This computer has no free TCP port.");

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
