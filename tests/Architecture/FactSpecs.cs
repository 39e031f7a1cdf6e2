using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Commerce.Architecture.Canaries;
using Commerce.Architecture.Support;
using Commerce.Infrastructure.Streams;

namespace Commerce.Architecture;

public partial class FactSpecs
{
    private static readonly ILookup<Type, string> Names = EventNames.All.ToLookup(entry => entry.Fact, entry => entry.Name);

    [Fact]
    public void every_fact_has_one_stored_name() =>
        Law.Holds(
            Solution.Domain.Aggregates().SelectMany(Facts.Events),
            fact => Names[fact].Count() == 1 ? [] : [$"{fact} has {Names[fact].Count()} names in EventNames"],
            [.. Facts.Events(typeof(Unnamed))]);

    [Fact]
    public void no_two_facts_share_a_name() =>
        Law.Holds(
            [EventNames.All],
            all => all.GroupBy(entry => entry.Name).Where(same => same.Count() > 1).Select(same => $"{same.Key} is the name of {string.Join(" and ", same.Select(entry => entry.Fact))}"),
            [[(typeof(Unnamed.Event.Opened), "unnamed_opened"), (typeof(Unnamed.Event.Closed), "unnamed_opened")]]);

    [Fact]
    public void stored_names_are_the_aggregate_and_the_fact_in_snake_case() =>
        Law.Holds(EventNames.All.Select(entry => entry.Name), name => StoredName().IsMatch(name) ? [] : [$"'{name}' is not aggregate_fact"], "ProductPublished", "published", "product.published");

    /// <summary>What is stored for ever. Adding a member shows as a new line; a line that goes or changes is a broken promise to every stored event.</summary>
    [Fact]
    public Task facts_have_these_members()
    {
        var picture = new StringBuilder();
        foreach (var (fact, name) in EventNames.All.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            Draw(picture, fact, name, depth: 0);

        return Verifier.Verify(picture.ToString());
    }

    private static void Draw(StringBuilder picture, Type type, string name, int depth)
    {
        picture.Append(' ', depth * 4).AppendLine(depth == 0 ? name : $"{name}: {Spell(type)}");
        if (depth > 6)
            return;

        var record = Parts(type).FirstOrDefault(part => part.IsRecord());
        foreach (var member in record?.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(IsStored) ?? [])
            Draw(picture, member.PropertyType, char.ToLowerInvariant(member.Name[0]) + member.Name[1..], depth + 1);
    }

    /// <summary>Computed members are not stored.</summary>
    private static bool IsStored(PropertyInfo member) => member.DeclaringType!.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Any(constructor => constructor.GetParameters().Any(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase))) || member.SetMethod is not null;

    /// <summary>A record itself; of another type what it is a collection of.</summary>
    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType && !type.IsRecord() ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static string Spell(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Spell))}>"
        : type.Name;

    [GeneratedRegex("^[a-z]+(_[a-z]+)+$")]
    private static partial Regex StoredName();
}
