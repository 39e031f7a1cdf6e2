using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Host.Backends;

/// <summary>
/// Where the servers of one checkout, or of one test run, keep everything: data, logs, secrets and the ports they had last time.
/// One process at a time has it open.
/// </summary>
internal sealed class ServerFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string LockName = "in-use.lock";

    private readonly FileStream inUse;

    private ServerFolder(string path, Machine machine, FileMode how = FileMode.OpenOrCreate) => (Location, Machine, inUse) = (path, machine, Lock(path, how));

    public string Location { get; }

    public Machine Machine { get; }

    /// <summary>Sets this folder's containers apart from those of any other on this computer.</summary>
    public string Name => $"commerce-{Fingerprint(Location)}";

    /// <summary>
    /// Opens <paramref name="path"/>, or, when the account that servers run under cannot get there (root's home is closed to others), the
    /// folder that stands for it under <c>/var/lib/commerce-dev</c>.
    /// </summary>
    public static async Task<ServerFolder> Open(string path, Machine machine, CancellationToken ct)
    {
        Directory.CreateDirectory(path);
        if (machine.Account is { } account && await new Command("test", ["-x", path], account).Run(ct) is not { Status: 0 })
            path = Directory.CreateDirectory($"/var/lib/commerce-dev/{Fingerprint(path)}").FullName;

        return new ServerFolder(path, machine);
    }

    /// <summary>A folder of its own for one test run. Those of runs that were killed are swept first.</summary>
    public static ServerFolder Temporary(Machine machine)
    {
        const string prefix = "commerce-tests-";
        foreach (var old in Directory.EnumerateDirectories(Path.GetTempPath(), $"{prefix}*"))
            Sweep(old, machine);

        while (true)
        {
            var path = Directory.CreateTempSubdirectory(prefix).FullName;
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            try
            {
                return new ServerFolder(path, machine);
            }
            catch (BackendFailed)
            {
                // The file was there and not locked yet: another run took the folder for one that was left, and removes it.
            }
        }
    }

    /// <summary>A folder inside, owned by the account that servers run under and closed to everyone else.</summary>
    public async Task<string> Closed(string name, CancellationToken ct)
    {
        var inside = Directory.CreateDirectory(Path.Combine(Location, name), OwnerOnly | UnixFileMode.UserExecute).FullName;
        if (Machine.Account is { } account)
            await new Command("chown", [account, inside]).Succeed(ct);

        return inside;
    }

    /// <summary>A password, the same at every start.</summary>
    public string Secret(string name)
    {
        var file = Path.Combine(Location, $"{name}.secret");
        if (!File.Exists(file))
        {
            using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        }

        return File.ReadAllText(file);
    }

    /// <summary>The port of last time, else <paramref name="preferred"/>, else any: the first of these that is free.</summary>
    public int Port(string name, int preferred = 0)
    {
        var last = LastPort(name);
        var port = Ports.IsFree(last) ? last : Ports.IsFree(preferred) ? preferred : Ports.Free();
        File.WriteAllText(PortFile(name), port.ToString(CultureInfo.InvariantCulture));

        return port;
    }

    /// <summary>The port of last time, or 0.</summary>
    public int LastPort(string name) =>
        File.Exists(PortFile(name)) && int.TryParse(File.ReadAllText(PortFile(name)), CultureInfo.InvariantCulture, out var port) ? port : 0;

    /// <summary>Forgets everything but that the folder is in use.</summary>
    public void Empty()
    {
        foreach (var folder in Directory.EnumerateDirectories(Location))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Location).Where(file => Path.GetFileName(file) != LockName))
            File.Delete(file);
    }

    public void Dispose() => inUse.Dispose();

    /// <summary>Gives a temporary folder back. It is in use until the last of it is gone, so that nobody sweeps what is being removed.</summary>
    public void Remove()
    {
        Empty();
        File.Delete(Path.Combine(Location, LockName));
        Directory.Delete(Location);
        Dispose();
    }

    private string PortFile(string name) => Path.Combine(Location, $"{name}.port");

    private static void Sweep(string path, Machine machine)
    {
        try
        {
            // A folder without the file is one that another run is just making, or has all but removed.
            new ServerFolder(path, machine, FileMode.Open).Remove();
        }
        catch (Exception notOurs) when (notOurs is BackendFailed or IOException or UnauthorizedAccessException)
        {
            // Another run lives in it, or it is another user's.
        }
    }

    private static FileStream Lock(string path, FileMode how)
    {
        try
        {
            return new FileStream(Path.Combine(path, LockName), how, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new BackendFailed($"Another process is using {path}; stop it first.", taken);
        }
    }

    private static string Fingerprint(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
