using System.Collections;
using System.Reflection;
using System.Text.Json;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>Finds nulls inside lists. The reader of requests sees to it that no member is missing, but says nothing of entries; definitions rely on there being none.</summary>
internal static class Gaps
{
    public static IReadOnlyList<RuleFault> In(object definition)
    {
        var found = new List<RuleFault>();
        Look(definition, "", found);
        return found;
    }

    private static void Look(object? value, string path, List<RuleFault> found)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
            return;

        if (value is IDictionary named)
        {
            foreach (DictionaryEntry entry in named)
                Look(entry.Value, $"{path}/{entry.Key}", found);
        }
        else if (value is IEnumerable entries)
        {
            foreach (var (i, entry) in entries.Cast<object?>().Index())
            {
                if (entry is null)
                    found.Add(new($"{path}/{i}", "missing", "There is nothing here."));
                Look(entry, $"{path}/{i}", found);
            }
        }
        else if (value.GetType().Assembly == typeof(RuleFault).Assembly)
        {
            foreach (var member in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
                Look(member.GetValue(value), $"{path}/{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}", found);
        }
    }
}
