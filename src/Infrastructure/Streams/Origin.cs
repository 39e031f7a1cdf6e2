using System.Diagnostics;
using System.Text.Json;
using Commerce.Application.Pipeline;

namespace Commerce.Infrastructure.Streams;

/// <summary>Where a fact comes from; kept beside it.</summary>
/// <param name="Trace">Of the request, to find what else it did.</param>
/// <param name="By">The member of staff or the program; null for a shopper, who is told by the fact itself.</param>
/// <param name="From">The network address of staff. Of shoppers none is kept.</param>
internal readonly record struct Origin(string? Trace, string? By, string? From)
{
    /// <summary>The name of the header.</summary>
    public const string FromHeader = "from";

    public static Origin Of(CallContext call) =>
        call.Caller is Caller.Staff staff ? new(TraceId, staff.Name, call.From) : new(TraceId, null, null);

    /// <summary>As Marten writes the headers of an event.</summary>
    public string? Headers => From is null ? null : JsonSerializer.Serialize(new Dictionary<string, string> { [FromHeader] = From });

    private static string? TraceId => Activity.Current?.RootId;
}
