using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Commerce.Integration.Support.Faults;

/// <summary>The wire to a server, in the hands of a spec: it can be slow, silent, cut or gone, and it can swallow one reply after the request has had its effect.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly IPEndPoint server;
    private readonly ConcurrentDictionary<TcpWire, Task> wires = new();
    private readonly CancellationTokenSource end = new();
    private TaskCompletionSource open = Opened();
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    private TcpProxy(int serverPort) => server = new(IPAddress.Loopback, serverPort);

    public int Port { get; private set; }

    /// <summary>How long every piece of data is on its way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Completes when the way is free.</summary>
    internal Task Open => open.Task;

    internal TcpTrap? Trap { get; private set; }

    /// <summary>A wire on a port of its own to a server on this machine.</summary>
    public static TcpProxy To(int serverPort)
    {
        var proxy = new TcpProxy(serverPort);
        proxy.Accept();
        return proxy;
    }

    /// <summary>Ends every connection there is; new ones are welcome.</summary>
    public void Cut()
    {
        foreach (var wire in wires.Keys)
            wire.Cut();
    }

    /// <summary>Nobody is there: no connection is kept or accepted until <see cref="Accept"/>.</summary>
    public async Task Refuse()
    {
        listener?.Stop();
        listener = null;
        await accepting;
        Cut();
    }

    public void Accept()
    {
        if (listener is not null)
            return;

        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Serve(listener);
    }

    /// <summary>Connections stay and nothing comes through, either way, until <see cref="Resume"/>.</summary>
    public void Silence() => open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => open.TrySetResult();

    /// <summary>
    /// Waits for a connection that carries these marks to the server, in this order. The last one still gets there and has its effect; the reply does not come back, the connection is cut instead.
    /// </summary>
    /// <returns>Completes when the server has done it and the client has lost it.</returns>
    public Task SwallowReplyTo(params byte[][] marks)
    {
        Trap = new TcpTrap(marks);
        return Trap.Sprung;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Resume();
        await Refuse();
        await Task.WhenAll(wires.Values);
        end.Dispose();
    }

    private async Task Serve(TcpListener here)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await here.AcceptTcpClientAsync(end.Token);
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            var wire = new TcpWire(this, client, end.Token);
            wires[wire] = Task.CompletedTask;
            wires[wire] = Carry(wire);
        }
    }

    private async Task Carry(TcpWire wire)
    {
        await Task.Yield();
        await wire.Carry(server);
        wires.TryRemove(wire, out _);
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
