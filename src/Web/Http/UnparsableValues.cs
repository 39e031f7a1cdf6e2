using System.Globalization;
using System.Reflection;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Http.Metadata;

namespace Commerce.Web.Http;

/// <summary>
/// Values of the query that may be left out and are there in a form nobody can read. The generated request delegates answer those with a bare 400 (whatever <c>ThrowOnBadRequest</c> says), which would
/// not tell the caller which of them it was.
/// </summary>
internal static class UnparsableValues
{
    private static readonly MethodInfo Reader = typeof(UnparsableValues).GetMethod(nameof(Reads), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static IReadOnlyList<RequestFault> Of(HttpContext context) =>
    [
        .. (context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
            .Where(parameter => parameter is { HasTryParse: true, IsOptional: true } && IsWrong(parameter.ParameterInfo.ParameterType, context.Request.Query[parameter.Name]))
            .Select(parameter => new RequestFault(parameter.Name, "Not of the documented form.")),
    ];

    private static bool IsWrong(Type type, string? value)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return !string.IsNullOrEmpty(value) && (inner.IsEnum ? !Enum.TryParse(inner, value, ignoreCase: true, out _) : IsParsable(inner) && Reader.MakeGenericMethod(inner).Invoke(null, [value]) is false);
    }

    private static bool IsParsable(Type type) => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IParsable<>));

    private static bool Reads<T>(string value)
        where T : IParsable<T> => T.TryParse(value, CultureInfo.InvariantCulture, out _);
}
