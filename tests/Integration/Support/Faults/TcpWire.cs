using System.Net;
using System.Net.Sockets;

namespace Commerce.Integration.Support.Faults;

/// <summary>One connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class TcpWire(TcpProxy proxy, TcpClient client, CancellationToken end)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    // A socket and not a TcpClient: cut before it is connected, it says so instead of failing with a null reference.
    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile TcpTrap? caught;

    public void Cut()
    {
        client.Close();
        server.Close();
    }

    public async Task Carry(IPEndPoint address)
    {
        try
        {
            await server.ConnectAsync(address, end);
            client.NoDelay = true;
            var (shopper, shop) = (client.GetStream(), new NetworkStream(server));
            await Task.WhenAny(There(shopper, shop), Back(shop, shopper));
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Whoever went, the other side hears it below.
        }

        Cut();
        caught?.Done();
    }

    private async Task There(NetworkStream from, NetworkStream to)
    {
        var (buffer, watch) = (new byte[64 * 1024], (TcpTrap.Watch?)null);
        while (await from.ReadAsync(buffer, end) is var read and > 0)
        {
            await OnTheWay();
            if (proxy.Trap is { } trap && watch?.Trap != trap)
                watch = trap.Watching();
            if (watch?.Catches(buffer.AsSpan(0, read)) == true)
            {
                caught = watch.Trap;
                await to.WriteAsync(buffer.AsMemory(0, read), end);
                await Task.Delay(Timeout.Infinite, end);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), end);
        }
    }

    private async Task Back(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, end) is var read and > 0)
        {
            await OnTheWay();
            if (caught is not null)
            {
                await Drain(from, buffer);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), end);
        }
    }

    /// <summary>The answer to what was caught reaches nobody. It may stand behind answers to earlier requests: the server has done everything when it falls silent.</summary>
    private async Task Drain(NetworkStream from, byte[] buffer)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(end);
        do
            silence.CancelAfter(Silence);
        while (await from.ReadAsync(buffer, silence.Token) > 0);
    }

    private async Task OnTheWay()
    {
        await proxy.Open.WaitAsync(end);
        if (proxy.Delay > TimeSpan.Zero)
            await Task.Delay(proxy.Delay, end);
    }
}
