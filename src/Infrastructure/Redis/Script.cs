using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

/// <summary>
/// A Lua script that ships inside this assembly. The client sends its hash after the first call and its text again whenever a server lost it. It goes to primaries only: left to itself, the client sends
/// what may only read to a replica when it knows no primary, and there a write is an error that tells nobody of the new one, while another primary says where to go.
/// </summary>
internal sealed class Script
{
    private readonly string text;
    private readonly byte[] hash;

#pragma warning disable CA5350 // It is Redis that calls a script by its SHA-1.
    private Script(string text) => (this.text, hash) = (text, SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    /// <summary>As it is sent.</summary>
    public string Text => text;

    /// <summary>Joins the files in order, shared functions first, and strips the comments: every byte of a script is hashed by the server and kept in its memory.</summary>
    public static Script Load(params ReadOnlySpan<string> files)
    {
        var lines = new List<string>();
        foreach (var file in files)
            lines.AddRange(Read(file).Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal) && line.Trim().Length > 0));

        return new(string.Join('\n', lines));
    }

    /// <summary>Runs with retries, on the way together with those of others. Every script sets states instead of adding to them, so running one twice is running it once.</summary>
    public Task<RedisResult> Run(
        RedisConnections redis, RedisKey[] keys, RedisValue[] arguments, CancellationToken ct, RedisLayer layer = RedisLayer.Operational,
        [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        redis.Run(database => redis.Convoys.Send(database, this, keys, arguments), ct, layer, file, member);

    /// <summary>Sends the script by itself, for stores that pipeline several in one round trip inside <see cref="RedisConnections.Run{T}"/>.</summary>
    /// <param name="from">For one that writes nothing: a replica may answer while there is no primary.</param>
    public Task<RedisResult> On(IDatabaseAsync database, RedisKey[] keys, RedisValue[] arguments, CommandFlags from = CommandFlags.DemandMaster) => database.ScriptEvaluateAsync(text, keys, arguments, from);

    /// <summary>For a batch, whose owner hears "NOSCRIPT" where the server does not know it.</summary>
    public Task<RedisResult> ByHash(IBatch batch, RedisKey[] keys, RedisValue[] arguments) => batch.ScriptEvaluateAsync(hash, keys, arguments, CommandFlags.DemandMaster);

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file) ?? throw new InvalidOperationException($"There is no script '{file}' in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
