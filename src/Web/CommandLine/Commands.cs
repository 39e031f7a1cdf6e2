using System.CommandLine;
using Commerce.Application.Pipeline;
using Npgsql;

namespace Commerce.Web.CommandLine;

/// <summary>What the program does besides serving: one command and an end. Settings are those of the server.</summary>
internal static class Commands
{
    /// <summary>As sysexits.h has them, where it has one.</summary>
    public const int Done = 0, Differs = 1, Refused = 65, Unavailable = 69, FileTrouble = 74, Busy = 75, Stopped = 130;

    private static readonly string[] Words = ["redis", "projections", "help", "--help", "-h", "-?"];

    public static bool Know(string[] args) => args.Length > 0 && Words.Contains(args[0], StringComparer.Ordinal);

    /// <param name="args">As the program was given them.</param>
    /// <param name="shop">Makes the program; nothing of it is started.</param>
    public static Task<int> Run(string[] args, Func<WebApplication> shop) => All(shop).Parse(args[0] == "help" ? ["--help", .. args[1..]] : args).InvokeAsync();

    internal static RootCommand All(Func<WebApplication> shop) =>
        new("Commerce. Without a command it serves the shop; settings are the server's, e.g. ConnectionStrings__redis in the environment.") { RedisCommands.All(shop), ProjectionsCommands.All(shop) };

    /// <summary>Runs one command on the shop's services. What goes wrong outside of it is one sentence on the error output.</summary>
    public static async Task<int> Guarded(Func<WebApplication> shop, Func<IServiceProvider, Task<int>> command)
    {
        try
        {
            await using var app = shop();
            return await command(app.Services);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was done stays done; the same command goes on from there.");
            return Stopped;
        }
        catch (DependencyUnavailableException down)
        {
            await Console.Error.WriteLineAsync(down.Message);
            return Unavailable;
        }
        catch (Exception file) when (file is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(file.Message);
            return FileTrouble;
        }
        catch (PostgresException never) when (never.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            await Console.Error.WriteLineAsync("This database has never been used by the shop: start the shop once, it makes its tables.");
            return Unavailable;
        }
        catch (NpgsqlException down)
        {
            await Console.Error.WriteLineAsync($"PostgreSQL does not answer: {down.Message}");
            return Unavailable;
        }
    }
}
