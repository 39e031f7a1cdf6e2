using System.Diagnostics;
using System.Text.Json;
using Commerce.Application.Operations;
using Commerce.Domain;
using Commerce.Host.Backends;
using Commerce.Infrastructure.Redis.Operations;
using Commerce.Integration.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.RedisTools;

/// <summary>The commands of operators: in this process, and as they are typed.</summary>
internal static class Tools
{
    private static readonly Lazy<string> Desk = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("commerce-tools-");
        AtExit.Do(() =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
        return folder.FullName;
    });

    private static readonly ServiceProvider Provider = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(TimeProvider.System).AddLogging().AddRedisOperations().BuildServiceProvider();

    public static OperatorConnections Connections => Provider.GetRequiredService<OperatorConnections>();

    /// <summary>In a folder of its own, which goes with the run.</summary>
    public static string FreshFile(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Desk.Value, $"{Guid.NewGuid():N}")).FullName, name);

    public static Task<Result<MigrationReport>> Migrate(MigrationPlan plan, Action<LayerProgress>? progress = null, CancellationToken ct = default) =>
        new RedisMigration(Connections).Migrate(plan, progress is null ? null : Told(progress), ct);

    /// <summary>At once and in order, which <see cref="Progress{T}"/> does not promise.</summary>
    public static IProgress<LayerProgress> Told(Action<LayerProgress> progress) => new Listener(progress);

    public static T Done<T>(Result<T> result)
    {
        Assert.True(result.Is(out var value), result.Refusal?.Message);
        return value;
    }

    /// <summary>The document among what a program printed on both its outputs.</summary>
    public static JsonElement Json(string output) => JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..(output.LastIndexOf('}') + 1)]).RootElement;

    public static MigrationPlan Plan(string from, string to) => new(from, to, "*", Overwrite: false, DryRun: false, Batch: 500, Passes: 50, FreshFile("checkpoint.json"), Prepare: false);

    /// <summary>The program itself, with these connection strings in its settings.</summary>
    public static Task<(int Status, string Output)> Run((string Name, string Value)[] settings, params string[] arguments) => Typed(settings, arguments).Run(CancellationToken.None);

    /// <summary>
    /// The program, stopped at the first line it prints beside its result. By SIGTERM, which it takes as it takes Ctrl-C: SIGINT is deaf in whatever a shell has started in the background.
    /// </summary>
    public static async Task<(int Status, string Output)> RunUntilFirstLine((string Name, string Value)[] settings, params string[] arguments)
    {
        var command = Typed(settings, arguments);
        var start = command.Launch(command.Program, command.Arguments);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var first = await process.StandardError.ReadLineAsync();
        await new Command("kill", ["-TERM", $"{process.Id}"]).Succeed(CancellationToken.None);
        var rest = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{first}\n{rest}");
    }

    private static Command Typed((string Name, string Value)[] settings, string[] arguments) =>
        new(Environment.ProcessPath!, ["exec", Path.Combine(AppContext.BaseDirectory, "Commerce.Web.dll"), .. arguments])
        {
            Folder = AppContext.BaseDirectory,
            Environment = new Dictionary<string, string>(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            {
                ["ConnectionStrings__postgres"] = "Host=127.0.0.1;Port=1",
                ["Access__SigningKey"] = Shop.SigningKey,
                ["PublicUrl"] = "http://127.0.0.1",
            },
        };

    private sealed class Listener(Action<LayerProgress> progress) : IProgress<LayerProgress>
    {
        public void Report(LayerProgress value) => progress(value);
    }
}
