namespace Commerce.Host.Backends;

/// <summary>A Docker engine, through its command line program. Containers run in the foreground, on a leash like any other server.</summary>
internal sealed class DockerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string docker;

    private DockerEngine(string docker) => this.docker = docker;

    /// <summary>The engine, or null when none answers.</summary>
    public static async Task<DockerEngine?> Find(Machine machine, CancellationToken ct)
    {
        if (machine.Find("docker") is not { } docker)
            return null;

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        try
        {
            return await new Command(docker, ["version", "--format", "{{.Server.Version}}"]).Run(deadline.Token) is { Status: 0 } ? new DockerEngine(docker) : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Whether the image is here, fetching it when it is not.</summary>
    public async Task<bool> Has(string image, Action<string> say, CancellationToken ct)
    {
        if (await new Command(docker, ["image", "inspect", image]).Run(ct) is { Status: 0 })
            return true;

        say($"Fetching the image {image}…");
        return await new Command(docker, ["pull", image]).Run(ct) is { Status: 0 };
    }

    /// <summary>Runs a container of this name, after removing one that an earlier run left.</summary>
    /// <param name="signal">What the server in it takes for "end in good order"; the docker program passes it on.</param>
    /// <param name="options">Of <c>docker run</c>, before the image.</param>
    /// <param name="environment">Reaches the container through <c>-e NAME</c>, so that no secret stands on a command line.</param>
    public async Task<Leash> Run(
        string name, string image, string signal, string log, string[] options, string[] arguments, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        await new Command(docker, ["rm", "--force", name]).Run(ct);
        string[] variables = [.. environment.Keys.SelectMany(variable => (string[])["-e", variable])];

        return await Leash.Start(new Command(docker, ["run", "--rm", "--name", name, .. options, .. variables, image, .. arguments]) { Environment = environment }, signal, log, ct);
    }

    /// <summary>Removes the data that containers of this name kept.</summary>
    public async Task Forget(string name, CancellationToken ct)
    {
        await new Command(docker, ["rm", "--force", name]).Run(ct);
        await new Command(docker, ["volume", "rm", "--force", name]).Run(ct);
    }
}
