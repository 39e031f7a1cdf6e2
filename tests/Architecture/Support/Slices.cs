using System.Reflection;
using MediatR;

namespace Commerce.Architecture.Support;

/// <summary>The slices of an assembly: the requests that can be sent, and the classes around them.</summary>
internal static class Slices
{
    /// <summary>Every request the assembly declares, whatever shape it has.</summary>
    public static IEnumerable<Type> Requests(this Assembly layer) =>
        layer.Written().Where(type => type is { IsInterface: false, IsAbstract: false } && typeof(IBaseRequest).IsAssignableFrom(type));

    public static IEnumerable<string> SliceNames(this Assembly layer) => layer.Requests().Select(request => (request.DeclaringType ?? request).Name);

    /// <summary>The outermost class of a full name such as <c>Shop.Carts.AddLine+Handler+&lt;Handle&gt;d__1</c>.</summary>
    public static string Outermost(string fullName) => fullName.Split('+')[0];

    public static bool IsStatic(this Type type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>Types nested by hand, in the order of the file.</summary>
    public static IEnumerable<Type> Parts(this Type slice) =>
        slice.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(part => !part.Name.Contains('<', StringComparison.Ordinal)).OrderBy(part => part.MetadataToken);
}
