using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commerce.Application.Operations;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations.Clusters;

/// <summary><c>redis-cli --cluster</c>, the cluster's own tool. Who we are goes to it through its environment, which other accounts cannot read.</summary>
internal sealed partial class ClusterTool(string program, ConfigurationOptions options, IConfiguration configuration)
{
    /// <summary>Null when there is none on the PATH.</summary>
    public static string? Program { get; } = OnPath.Find("redis-cli") ?? OnPath.Find("valkey-cli");

    /// <param name="progress">Told of the slots as they are moved.</param>
    /// <returns>Null when it succeeded, else what it said at last.</returns>
    public async Task<string?> Run(IReadOnlyList<string> arguments, IProgress<LayerProgress>? progress, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, [.. Ourselves(), "--cluster", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (options.Password is { Length: > 0 } password)
            start.Environment["REDISCLI_AUTH"] = password;

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var (said, complained) = (Listen(process.StandardOutput, progress, ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            // Ctrl-C on a terminal ends the tool as well as us, and perhaps before us.
            ct.ThrowIfCancellationRequested();
            var words = await said + await complained;
            return process.ExitCode == 0 ? null : Plain(words);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private IEnumerable<string> Ourselves()
    {
        yield return "--no-auth-warning";
        if (options.User is { Length: > 0 } user)
        {
            yield return "--user";
            yield return user;
        }

        if (!options.Ssl)
            yield break;

        yield return "--tls";
        foreach (var (flag, setting) in ((string, string)[])[("--cacert", "Redis:Tls:CaFile"), ("--cert", "Redis:Tls:CertificateFile"), ("--key", "Redis:Tls:KeyFile")])
        {
            if (configuration[setting] is not { Length: > 0 } file)
                continue;

            yield return flag;
            yield return file;
        }
    }

    /// <summary>Before each move it says how many slots there are, then prints a sign for each.</summary>
    private static async Task<string> Listen(StreamReader output, IProgress<LayerProgress>? progress, CancellationToken ct)
    {
        var (all, line, block) = (new StringBuilder(), new StringBuilder(), new char[1024]);
        Steps? steps = null;
        for (int read; (read = await output.ReadAsync(block, ct)) > 0;)
        {
            all.Append(block, 0, read);
            foreach (var sign in block.AsSpan(0, read))
            {
                if (sign == '#')
                    steps?.Add(1);

                line.Append(sign);
                if (sign != '\n')
                    continue;

                if (Moving().Match(line.ToString()) is { Success: true } told)
                    steps = new($"{told.Groups["from"].Value} to {told.Groups["to"].Value}", long.Parse(told.Groups["slots"].Value, CultureInfo.InvariantCulture), progress);
                line.Clear();
            }
        }

        return all.ToString();
    }

    /// <summary>Its last lines, without colours.</summary>
    private static string Plain(string words) =>
        string.Join(' ', Colour().Replace(words, "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(3));

    [GeneratedRegex(@"Moving (?<slots>\d+) slots from (?<from>\S+) to (?<to>\S+)")]
    private static partial Regex Moving();

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
